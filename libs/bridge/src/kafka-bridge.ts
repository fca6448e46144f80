import type { EventStore } from '@ledger/event-store-port';
import { DEFAULT_SOURCE } from '@ledger/figures-application';
import { isLedgerError } from '@ledger/kernel';
import { doublingBackOff, type BackOff, type ProjectionStore } from '@ledger/projections-port';
import type { Kafka } from 'kafkajs';
import { NO_METRICS, type BridgeMetrics } from './bridge-metrics.js';
import { StatusCell, type PartStatus } from './bridge-status.js';
import { connectKafka, type KafkaConnection, type KafkaLog } from './connection.js';
import { currentMessages, type CurrentFigureSource } from './current-messages.js';
import {
  endsOfTopic,
  ensureTopics,
  PARTITIONS_MIN,
  type TopicMaking,
} from './ensure-topics.js';
import { eventMessages } from './event-messages.js';
import { KafkaSender } from './kafka-sender.js';
import { OutLane, type MessagesOf } from './out-lane.js';
import { wordsOf } from './outages.js';
import { persistently } from './persistently.js';
import { ReportsIn } from './reports-in.js';
import { laneProjection } from './sent-partitions.js';
import type { Report } from './take-reports.js';
import { ledgerTopics, type LedgerTopics } from './topics.js';

/** What a deployment chooses. */
export interface KafkaBridgeOptions {
  readonly connection: KafkaConnection;
  /** Stands before every topic's name and the consumer group's. */
  readonly prefix?: string;
  /** URI reference of the ledger: with an event's id it names the event world-wide. */
  readonly source?: string;
  readonly topics?: Partial<TopicMaking>;
  /** Where reports go; without it none are read. */
  readonly report?: Report;
  /** What is sent out; without it nothing is. One bridge of a ledger at a time may do this. */
  readonly out?: BridgeOut;
  readonly metrics?: BridgeMetrics;
  readonly log?: KafkaLog;
  /** How long to wait when something is out of reach. */
  readonly backOff?: BackOff;
  /** Told of every change of a status. */
  readonly onStatus?: (status: BridgeStatus) => void;
}

/** Where the bridge out reads, and where it keeps how far it has come. */
export interface BridgeOut {
  readonly eventStore: EventStore;
  readonly checkpoints: ProjectionStore;
  readonly figures: CurrentFigureSource;
}

/** How a bridge is doing: the worst of its parts, and each of them. */
export interface BridgeStatus extends PartStatus {
  readonly parts: Readonly<Record<string, PartStatus>>;
}

/** Lanes, by the names under which their checkpoints are kept. */
export const EVENTS_LANE = 'kafka-events';
export const CURRENT_LANE = 'kafka-current';

/**
 * Carries reports from Kafka into the ledger and events from the ledger to Kafka.
 *
 * It never gives up on a cluster or a store that is out of reach: it waits, its status says for
 * what, and it goes on where it was.
 */
export class KafkaBridge {
  readonly #options: KafkaBridgeOptions;
  readonly #kafka: Kafka;
  readonly #sender: KafkaSender;
  readonly #topics: LedgerTopics;
  readonly #cells = new Map<string, StatusCell>();
  readonly #reports: ReportsIn | undefined;
  readonly #lanes: readonly OutLane[];

  constructor(options: KafkaBridgeOptions) {
    this.#options = options;
    this.#kafka = connectKafka(options.connection, options.log);
    this.#sender = new KafkaSender(this.#kafka);
    this.#topics = ledgerTopics(options.prefix);
    this.#reports = this.#reportsIn();
    this.#lanes = this.#outLanes();
  }

  /** How it is doing. */
  get status(): BridgeStatus {
    const parts = Object.fromEntries(
      [...this.#cells].map(([name, { status }]) => [name, status]),
    );
    const worst = WORST_FIRST.map((state) =>
      Object.values(parts).find((part) => part.state === state),
    ).find((part) => part !== undefined);
    return { ...(worst ?? { state: 'stopped' }), parts };
  }

  /**
   * Runs until the signal; then finishes what is under way, commits and disconnects.
   *
   * @throws {TopicShapeUnknown} a topic is there with another shape
   * @throws {BridgeOfAnotherRecord} the topics hold events that this record does not have
   * @throws what is no outage: a mistake in this program
   */
  async run(signal: AbortSignal): Promise<void> {
    const ending = new AbortController();
    const either = AbortSignal.any([signal, ending.signal]);
    try {
      await this.#ensureTopics(either);
      const parts = [this.#reports, ...this.#lanes].filter((part) => part !== undefined);
      const runs = parts.map((part) => part.run(either).finally(() => ending.abort()));
      await Promise.allSettled(runs);
      await Promise.all(runs);
      this.#setAll('stopped');
    } catch (error) {
      this.#setAll(isLedgerError(error) ? 'refused' : 'stopped', wordsOf(error));
      throw error;
    } finally {
      await this.#sender.close();
    }
  }

  /**
   * Sends everything behind a position again, to both topics that go out.
   *
   * @throws {StoreUnavailable | ViewsUnavailable | BuildMoved}
   */
  async replayFrom(position: number): Promise<void> {
    for (const lane of this.#lanes) await lane.replayFrom(position);
  }

  async #ensureTopics(signal: AbortSignal): Promise<void> {
    const { topics, backOff = doublingBackOff } = this.#options;
    const making = { partitionsMin: PARTITIONS_MIN, ...topics };
    const status = this.#cell('topics');
    await persistently({ status, backOff, signal }, async (progressed) => {
      await ensureTopics(this.#kafka, this.#topics, making);
      progressed();
    });
  }

  #reportsIn(): ReportsIn | undefined {
    const { prefix = '', report } = this.#options;
    if (report === undefined) return undefined;
    return new ReportsIn({
      ...this.#common('reports-in'),
      kafka: this.#kafka,
      groupId: `${prefix}ledger-reports`,
      topic: this.#topics.reports.name,
      refusedTopic: this.#topics.refused.name,
      source: this.#source,
      report,
    });
  }

  #outLanes(): readonly OutLane[] {
    const { out } = this.#options;
    if (out === undefined) return [];
    const { events, current } = this.#topics;
    return [
      this.#outLane(out, EVENTS_LANE, events.name, eventMessages(this.#source)),
      this.#outLane(
        out,
        CURRENT_LANE,
        current.name,
        currentMessages(out.figures, this.#source),
      ),
    ];
  }

  #outLane(out: BridgeOut, name: string, topic: string, messagesOf: MessagesOf): OutLane {
    return new OutLane({
      ...this.#common(name),
      lane: laneProjection(name),
      topic,
      messagesOf,
      eventStore: out.eventStore,
      store: out.checkpoints,
      endsOf: (asked) => endsOfTopic(this.#kafka, asked),
    });
  }

  #common(part: string) {
    const { metrics = NO_METRICS, backOff = doublingBackOff } = this.#options;
    return { sender: this.#sender, metrics, backOff, status: this.#cell(part) };
  }

  get #source(): string {
    return this.#options.source ?? DEFAULT_SOURCE;
  }

  #cell(part: string): StatusCell {
    let cell = this.#cells.get(part);
    if (cell === undefined) {
      cell = new StatusCell(() => this.#options.onStatus?.(this.status));
      this.#cells.set(part, cell);
    }
    return cell;
  }

  #setAll(state: PartStatus['state'], reason?: string): void {
    for (const cell of this.#cells.values()) cell.set(state, reason);
  }
}

const WORST_FIRST: readonly PartStatus['state'][] = [
  'refused',
  'waiting',
  'starting',
  'running',
  'stopped',
];
