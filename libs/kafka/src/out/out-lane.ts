import type { EventStore, StoredEvent } from '@ledger/event-store-port';
import { type BackOff, decodeRecord, type EventRecord } from '@ledger/kernel';
import {
  RowChanges,
  START,
  type Build,
  type Checkpoint,
  type ProjectionStore,
} from '@ledger/projections-port';
import type { FeedEvent } from '@ledger/figures-application';
import { LEDGER_EVENTS } from '@ledger/figures-domain';
import { BridgeOfAnotherLog } from '../broker/bridge-errors.js';
import type { BridgeMetrics } from '../broker/bridge-metrics.js';
import type { BridgePartStatus } from '../broker/bridge-statuses.js';
import type { KafkaSender, OutgoingMessage, SentUpTo } from '../broker/kafka-sender.js';
import { throughOutages } from '../broker/through-outages.js';
import { sentUpTo, type LaneProjection } from './sent-partitions.js';

/** Makes the messages for some events, in the order to send them. */
export type MessagesOf = (
  events: readonly FeedEvent[],
) => AsyncIterable<readonly OutgoingMessage[]>;

/** What a lane depends on. */
export interface OutLaneParts {
  readonly lane: LaneProjection;
  readonly topic: string;
  readonly messagesOf: MessagesOf;
  readonly eventStore: EventStore;
  /** Holds the checkpoint. */
  readonly store: ProjectionStore;
  readonly sender: KafkaSender;
  /** The offset after the last message of each partition of the topic. */
  readonly endsOf: (topic: string) => Promise<ReadonlyMap<number, number>>;
  readonly metrics: BridgeMetrics;
  readonly status: BridgePartStatus;
  readonly backOff: BackOff;
}

/** Large enough that a commit per batch costs little. */
const BATCH_EVENTS_MAX = 1_000;

/**
 * Follows the log from a checkpoint of its own and sends its messages, at least once and in
 * order: the checkpoint moves when everything before it is stored in Kafka.
 */
export class OutLane {
  readonly #parts: OutLaneParts;
  #following = new AbortController();

  constructor(parts: OutLaneParts) {
    this.#parts = parts;
  }

  /**
   * Runs until the signal, and finishes the batch under way.
   *
   * @throws {BridgeOfAnotherLog} the topic holds events that this log does not have
   * @throws anything but an outage: a bug
   */
  async run(signal: AbortSignal): Promise<void> {
    const { status, backOff, metrics, lane } = this.#parts;
    await throughOutages({ status, backOff, signal }, async (progressed) => {
      while (!signal.aborted) await this.#follow(signal, progressed);
    }).finally(() => metrics.laneLeft(lane.name));
  }

  /**
   * Moves back, or ahead, to a position: everything after it is sent again.
   *
   * A lane that runs in another process continues from there after its present batch.
   *
   * @throws {StoreUnavailable | ViewsUnavailable | BuildMoved} it stays where it is
   */
  async replayFrom(position: number): Promise<void> {
    await this.#moveTo(position);
    this.#following.abort();
  }

  async #moveTo(position: number): Promise<Build> {
    const { store, lane, eventStore } = this.#parts;
    const checkpoint = await checkpointAt(eventStore, position);
    const build = await store.begin(lane);
    return store.finish(await store.apply(build, new RowChanges(), checkpoint));
  }

  /** Ends without an error on the signal, or when the lane was moved to another position. */
  async #follow(signal: AbortSignal, progressed: () => void): Promise<void> {
    const { eventStore } = this.#parts;
    this.#following = new AbortController();
    const either = AbortSignal.any([signal, this.#following.signal]);
    let build = await this.#open();
    progressed();
    const batches = eventStore.follow({
      after: build.checkpoint.position,
      batchEventsMax: BATCH_EVENTS_MAX,
      signal: either,
    });
    for await (const batch of batches) {
      build = await this.#send(build, batch);
      progressed();
    }
  }

  async #open(): Promise<Build> {
    const { store, lane, eventStore } = this.#parts;
    const build = this.#reported(await store.finish(await store.open(lane)));
    await refuseAnotherRecord(eventStore, build);
    return (await this.#isAllThere())
      ? build
      : this.#reported(await this.#moveTo(START.position));
  }

  /** Before Kafka is contacted: a lane is behind even while Kafka is unreachable. */
  #reported(build: Build): Build {
    const { metrics, lane } = this.#parts;
    metrics.laneReached(lane.name, build.checkpoint.position, build.checkpoint.recordedAt);
    return build;
  }

  /** False if the topic was emptied or recreated: what it lacks has to be sent again. */
  async #isAllThere(): Promise<boolean> {
    const { store, lane, topic, endsOf } = this.#parts;
    const sent = await sentUpTo(store, lane);
    if (sent.length === 0) return true;
    const ends = await endsOf(topic);
    return sent.every(({ partition, offset }) => offset < (ends.get(partition) ?? 0));
  }

  async #send(build: Build, batch: readonly StoredEvent[]): Promise<Build> {
    const { messagesOf, sender, topic, metrics } = this.#parts;
    // After a reconnect the log may repeat events that were sent before.
    const ahead = batch.filter(({ position }) => position > build.checkpoint.position);
    const events = ahead.map(({ position, body }) => ({
      position,
      record: LEDGER_EVENTS.decode(body),
    }));
    const last = events.at(-1);
    if (last === undefined) return build;
    const ends = new Map<number, number>();
    for await (const messages of messagesOf(events)) {
      for (const { partition, offset } of await sender.send(topic, messages)) {
        ends.set(partition, offset);
      }
      metrics.sent(topic, messages.length);
    }
    return this.#reported(await this.#commit(build, last, ends));
  }

  #commit(
    build: Build,
    last: FeedEvent,
    ends: ReadonlyMap<number, SentUpTo['offset']>,
  ): Promise<Build> {
    const { store, lane } = this.#parts;
    const changes = new RowChanges();
    for (const [partition, offset] of ends) {
      changes.put(lane.sent, { partition, sent_offset: offset });
    }
    const { position, record } = last;
    return store.apply(build, changes, checkpointOf(position, record));
  }
}

function checkpointOf(position: number, { id, recordedAt }: EventRecord): Checkpoint {
  return { position, eventId: id, recordedAt };
}

/** A position between two events is valid too, but has no event to identify the log. */
async function checkpointAt(
  eventStore: Pick<EventStore, 'readAll'>,
  position: number,
): Promise<Checkpoint> {
  if (position === START.position) return START;
  const [event] = await eventStore.readAll(position - 1, 1);
  if (event?.position !== position) return { ...START, position };
  return checkpointOf(position, decodeRecord(event.body));
}

async function refuseAnotherRecord(
  eventStore: Pick<EventStore, 'readAll'>,
  { projection, checkpoint }: Build,
): Promise<void> {
  const { position, eventId } = checkpoint;
  if (eventId === START.eventId) return;
  const [event] = await eventStore.readAll(position - 1, 1);
  if (event?.position === position && event.id === eventId) return;
  throw new BridgeOfAnotherLog(projection.name, position, eventId);
}
