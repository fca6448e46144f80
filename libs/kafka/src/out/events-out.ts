import type { EventStore } from '@ledger/event-store-port';
import type { ProjectionStore } from '@ledger/projections-port';
import type { Kafka } from 'kafkajs';
import { type BackOff, runTogether } from '@ledger/kernel';
import type { BridgeMetrics } from '../broker/bridge-metrics.js';
import type { BridgeStatuses, BridgePartStatus } from '../broker/bridge-statuses.js';
import { currentMessages, type CurrentFigureSource } from './current-messages.js';
import { endsOfTopic } from '../broker/ensure-topics.js';
import { eventMessages } from './event-messages.js';
import { findingMessages } from './finding-messages.js';
import type { KafkaSender } from '../broker/kafka-sender.js';
import { OutLane, type MessagesOf } from './out-lane.js';
import { laneProjection } from './sent-partitions.js';
import { LeaderElection } from '../group/leader-election.js';
import type { LedgerTopics } from '../broker/topics.js';

/** The source of what is sent, and the store of its checkpoints. */
export interface BridgeOut {
  readonly eventStore: EventStore;
  readonly checkpoints: ProjectionStore;
  readonly figures: CurrentFigureSource;
}

/** What sending depends on. */
export interface EventsOutParts {
  readonly kafka: Kafka;
  readonly sender: KafkaSender;
  readonly topics: LedgerTopics;
  /** Of the bridges of one group, one sends at a time. */
  readonly groupId: string;
  /** URI reference of the ledger. */
  readonly source: string;
  readonly statuses: BridgeStatuses;
  readonly metrics: BridgeMetrics;
  readonly backOff: BackOff;
}

/** Lanes, by the names of their checkpoints and statuses. */
export const EVENTS_LANE = 'kafka-events';
/** The lane of the values in force, by the name of its checkpoint and status. */
export const CURRENT_LANE = 'kafka-current';
/** The lane of what is found and decided, by the name of its checkpoint and status. */
export const FINDINGS_LANE = 'kafka-findings';

/** Sends every event and, each at its own pace, the values in force and what is found. */
export class EventsOut {
  readonly #parts: EventsOutParts;
  readonly #lanes: readonly OutLane[];
  readonly #entries: readonly BridgePartStatus[];
  readonly #turn: LeaderElection;

  constructor(out: BridgeOut, parts: EventsOutParts) {
    const { topics, source, statuses, kafka, groupId, backOff } = parts;
    const { events, current, findings } = topics;
    this.#parts = parts;
    this.#entries = [EVENTS_LANE, CURRENT_LANE, FINDINGS_LANE].map((lane) =>
      statuses.entry(lane),
    );
    this.#lanes = [
      this.#lane(out, EVENTS_LANE, events.name, eventMessages(source)),
      this.#lane(out, CURRENT_LANE, current.name, currentMessages(out.figures, source)),
      this.#lane(out, FINDINGS_LANE, findings.name, findingMessages(source)),
    ];
    const status = statuses.entry('turn-to-send');
    this.#turn = new LeaderElection({ kafka, groupId, topic: events.name, status, backOff });
  }

  /**
   * Runs until the signal, and finishes the batches under way.
   *
   * @throws {BridgeOfAnotherLog} the topics hold events that this log does not have
   * @throws anything but an outage: a bug
   */
  async run(signal: AbortSignal): Promise<void> {
    this.#stand('standby');
    await this.#turn.run(signal, async (turn) => {
      this.#stand('starting');
      const lanes = this.#lanes.map((lane) => (one: AbortSignal) => lane.run(one));
      await runTogether(turn, lanes).finally(() => this.#stand('standby'));
    });
  }

  /** Sends everything after a position again, to all topics. */
  async replayFrom(position: number): Promise<void> {
    for (const lane of this.#lanes) await lane.replayFrom(position);
  }

  #lane(out: BridgeOut, name: string, topic: string, messagesOf: MessagesOf): OutLane {
    const { kafka, sender, metrics, statuses, backOff } = this.#parts;
    return new OutLane({
      lane: laneProjection(name),
      topic,
      messagesOf,
      eventStore: out.eventStore,
      store: out.checkpoints,
      sender,
      endsOf: (asked) => endsOfTopic(kafka, asked),
      metrics,
      status: statuses.entry(name),
      backOff,
    });
  }

  #stand(state: 'starting' | 'standby'): void {
    for (const entry of this.#entries) entry.set(state);
  }
}
