import { DEFAULT_SOURCE } from '@ledger/figures-application';
import {
  type BackOff,
  doublingBackOff,
  isLedgerError,
  messageOf,
  runTogether,
} from '@ledger/kernel';
import type { ReportOfOrigin } from '@ledger/intake';
import type { Kafka } from 'kafkajs';
import { NO_METRICS, type BridgeMetrics } from './broker/bridge-metrics.js';
import { BridgeStatuses, type BridgeStatus } from './broker/bridge-statuses.js';
import { connectKafka, type KafkaConnection, type KafkaLog } from './broker/connection.js';
import { entryRefusal } from './in/entry-refusals.js';
import { ensureTopics, PARTITIONS_MIN, type TopicMaking } from './broker/ensure-topics.js';
import { EventsOut, type BridgeOut } from './out/events-out.js';
import { KafkaSender } from './broker/kafka-sender.js';
import { throughOutages } from './broker/through-outages.js';
import { ReportsIn } from './in/reports-in.js';
import { ledgerTopics, type LedgerTopics } from './broker/topics.js';

/** Options of a deployment. */
export interface KafkaBridgeOptions {
  readonly connection: KafkaConnection;
  /** Prefix of every topic's and consumer group's name. */
  readonly prefix?: string;
  /** URI reference of the ledger: with an event's id it identifies the event globally. */
  readonly source?: string;
  readonly topics?: Partial<TopicMaking>;
  /** Where reports go; without it none are read. Several bridges share them. */
  readonly report?: ReportOfOrigin;
  /** What is sent; nothing without it. Of several bridges one sends at a time. */
  readonly out?: BridgeOut;
  readonly metrics?: BridgeMetrics;
  readonly log?: KafkaLog;
  /** How long to wait during an outage. */
  readonly backOff?: BackOff;
  /** Receives every change of status. */
  readonly onStatus?: (status: BridgeStatus) => void;
}

/**
 * Carries reports from Kafka into the ledger and events from the ledger to Kafka.
 *
 * It never gives up on an unreachable cluster or store: it waits, its status says for what, and
 * it continues where it was.
 */
export class KafkaBridge {
  readonly #options: KafkaBridgeOptions;
  readonly #kafka: Kafka;
  readonly #sender: KafkaSender;
  readonly #topics: LedgerTopics;
  readonly #statuses: BridgeStatuses;
  readonly #in: ReportsIn | undefined;
  readonly #out: EventsOut | undefined;

  constructor(options: KafkaBridgeOptions) {
    this.#options = options;
    this.#kafka = connectKafka(options.connection, options.log);
    this.#sender = new KafkaSender(this.#kafka);
    this.#topics = ledgerTopics(options.prefix);
    this.#statuses = new BridgeStatuses((status) => options.onStatus?.(status));
    this.#in = this.#reportsIn();
    this.#out = this.#eventsOut();
  }

  /** The present status. */
  get status(): BridgeStatus {
    return this.#statuses.status;
  }

  /**
   * Runs until the signal; then finishes the work under way, commits and disconnects.
   *
   * @throws {KafkaAccessDenied | KafkaNotTrusted} one side rejected the other at the start
   * @throws {TopicShapeUnknown} a topic exists with another shape
   * @throws {BridgeOfAnotherLog} the topics hold events that this log does not have
   * @throws anything but an outage: a bug
   */
  async run(signal: AbortSignal): Promise<void> {
    try {
      await this.#ensureTopics(signal);
      const parts = [this.#in, this.#out].filter((part) => part !== undefined);
      await runTogether(
        signal,
        parts.map((part) => (one) => part.run(one)),
      );
      this.#statuses.setAll('stopped');
    } catch (error) {
      this.#statuses.setAll(isLedgerError(error) ? 'refused' : 'stopped', messageOf(error));
      throw error;
    } finally {
      await this.#sender.close();
    }
  }

  /**
   * Sends everything after a position again, to both outgoing topics. A bridge that sends in
   * another process does so from its next event on.
   *
   * @throws {StoreUnavailable | ViewsUnavailable | BuildMoved}
   */
  async replayFrom(position: number): Promise<void> {
    await this.#out?.replayFrom(position);
  }

  async #ensureTopics(signal: AbortSignal): Promise<void> {
    const making = { partitionsMin: PARTITIONS_MIN, ...this.#options.topics };
    const status = this.#statuses.entry('topics');
    await throughOutages({ status, backOff: this.#backOff, signal }, async (progressed) => {
      await ensureTopics(this.#kafka, this.#topics, making).catch((error: unknown) => {
        // Later refusals are outages: a changed password may not have reached this process yet.
        throw entryRefusal(error) ?? error;
      });
      progressed();
    });
  }

  #reportsIn(): ReportsIn | undefined {
    const { prefix = '', report } = this.#options;
    if (report === undefined) return undefined;
    return new ReportsIn({
      ...this.#common,
      groupId: `${prefix}ledger-reports`,
      topic: this.#topics.reports.name,
      refusedTopic: this.#topics.refused.name,
      status: this.#statuses.entry('reports-in'),
      statusOf: (partition) => this.#statuses.entry(`reports-in/${partition}`),
      report,
    });
  }

  #eventsOut(): EventsOut | undefined {
    const { prefix = '', out } = this.#options;
    if (out === undefined) return undefined;
    return new EventsOut(out, {
      ...this.#common,
      topics: this.#topics,
      groupId: `${prefix}ledger-events-out`,
      statuses: this.#statuses,
    });
  }

  get #common() {
    const { source = DEFAULT_SOURCE, metrics = NO_METRICS } = this.#options;
    return {
      kafka: this.#kafka,
      sender: this.#sender,
      source,
      metrics,
      backOff: this.#backOff,
    };
  }

  get #backOff(): BackOff {
    return this.#options.backOff ?? doublingBackOff;
  }
}
