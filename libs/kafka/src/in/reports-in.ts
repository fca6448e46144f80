import type { ReportAnswer } from '@ledger/figures-application';
import type { ReportOfOrigin } from '@ledger/intake';
import type { Batch, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { type BackOff, messageOf, pause as waited } from '@ledger/kernel';
import type { BridgeMetrics } from '../broker/bridge-metrics.js';
import type { BridgePartStatus } from '../broker/bridge-statuses.js';
import type { KafkaSender } from '../broker/kafka-sender.js';
import { pauseAlive, withHeartbeats } from '../group/keep-alive.js';
import { failureOf, memberOf } from '../group/membership.js';
import { isOutage } from '../broker/outages.js';
import { measureLag } from '../broker/measure-lag.js';
import { throughOutages } from '../broker/through-outages.js';
import { refusedMessage } from '../out/refused-message.js';
import { takeMessages } from './take-reports.js';
import { faultOfBatch } from '../broker/unreadable-batch.js';

/** What reading reports depends on. */
export interface ReportsInParts {
  readonly kafka: Kafka;
  /** Bridges of one group share the partitions. */
  readonly groupId: string;
  readonly topic: string;
  readonly refusedTopic: string;
  /** URI reference of the ledger. */
  readonly source: string;
  readonly report: ReportOfOrigin;
  readonly sender: KafkaSender;
  readonly metrics: BridgeMetrics;
  readonly status: BridgePartStatus;
  /** The status of one partition while it waits. */
  readonly statusOf: (partition: number) => BridgePartStatus;
  readonly backOff: BackOff;
}

/** Messages reported together: enough for the store to write many at once. */
const MESSAGES_TOGETHER_MAX = 500;
/** Partitions processed concurrently, so that one's append does not wait for another's. */
const PARTITIONS_TOGETHER_MAX = 4;

/**
 * Reads reports as a member of a consumer group. The offset is committed when the reports before
 * it are recorded and the refused ones are in their topic: a redelivered message changes
 * nothing, and none is skipped.
 */
export class ReportsIn {
  readonly #parts: ReportsInParts;
  #ending = new AbortController();
  /** How often the batch that a partition waits at was tried. */
  readonly #held = new Map<number, number>();

  constructor(parts: ReportsInParts) {
    this.#parts = parts;
  }

  /**
   * Runs until the signal, finishes the work under way and leaves the group.
   *
   * @throws anything but an outage: a bug
   */
  async run(signal: AbortSignal): Promise<void> {
    const { status, backOff } = this.#parts;
    const ended = new AbortController();
    const measuring = measureLag(this.#parts, AbortSignal.any([signal, ended.signal]));
    try {
      await throughOutages({ status, backOff, signal }, (progressed) =>
        this.#consume(signal, progressed),
      );
    } finally {
      ended.abort();
      await measuring;
    }
  }

  async #consume(signal: AbortSignal, progressed: () => void): Promise<void> {
    const { kafka, groupId, topic } = this.#parts;
    const consumer = memberOf(kafka, groupId);
    this.#ending = new AbortController();
    const failed = failureOf(consumer, AbortSignal.any([signal, this.#ending.signal]));
    try {
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: PARTITIONS_TOGETHER_MAX,
        eachBatch: (payload) => this.#tried(() => this.#takeBatch(payload, signal, progressed)),
      });
      // Being connected is not enough: what was fetched may end this member again at once.
      const removeListener = consumer.on(consumer.events.FETCH, () => {
        removeListener();
        progressed();
      });
      await failed;
    } finally {
      // Another member may have the partitions now.
      for (const partition of [...this.#held.keys()]) this.#release(partition);
      await consumer.disconnect();
    }
    this.#ending.signal.throwIfAborted();
  }

  /** A bug is not retried: it ends the run, with nothing committed. */
  async #tried(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (isOutage(error)) throw error;
      this.#ending.abort(error);
    }
  }

  async #takeBatch(
    payload: EachBatchPayload,
    signal: AbortSignal,
    progressed: () => void,
  ): Promise<void> {
    const { batch } = payload;
    const unreadable = batch.messages.findIndex((one) => faultOfBatch(one) !== undefined);
    const readable = unreadable < 0 ? batch.messages : batch.messages.slice(0, unreadable);
    if (unreadable !== 0) this.#release(batch.partition);
    for (const messages of groupsOf(readable)) {
      if (signal.aborted || !payload.isRunning() || payload.isStale()) return;
      const answers = await this.#answered(batch, messages, payload, signal);
      if (answers === undefined) return;
      await this.#passOnRefused(batch, messages, answers);
      await commit(payload, messages);
      this.#count(answers);
      progressed();
      await payload.heartbeat();
    }
    const first = batch.messages[unreadable];
    if (first !== undefined) this.#hold(payload, first, signal);
  }

  /** Waits at a batch that cannot be read, and fetches it again later. */
  #hold(payload: EachBatchPayload, first: KafkaMessage, signal: AbortSignal): void {
    const { metrics, statusOf, backOff } = this.#parts;
    const { topic, partition } = payload.batch;
    const tries = (this.#held.get(partition) ?? 0) + 1;
    this.#held.set(partition, tries);
    metrics.batchUnreadable(partition);
    metrics.partitionHeld(partition, true);
    const place = `${topic}/${partition}@${first.offset}`;
    statusOf(partition).set('held', `${place} cannot be read (${faultOfBatch(first)}).`);
    const resume = payload.pause();
    void waited(backOff(tries), signal).then(resume);
  }

  #release(partition: number): void {
    if (!this.#held.delete(partition)) return;
    this.#parts.metrics.partitionHeld(partition, false);
    this.#parts.statusOf(partition).set('stopped');
  }

  /** Holds the partition back while the log cannot be written; undefined if it has to end. */
  async #answered(
    { topic, partition }: Batch,
    messages: readonly KafkaMessage[],
    payload: EachBatchPayload,
    signal: AbortSignal,
  ): Promise<readonly ReportAnswer[] | undefined> {
    const { report, status, backOff } = this.#parts;
    const heartbeat = () => payload.heartbeat();
    const isMember = () => payload.isRunning() && !payload.isStale();
    const name = `${topic}/${partition}@${messages[0]?.offset}..${messages.at(-1)?.offset}`;
    for (let failures = 0; !signal.aborted && isMember(); failures += 1) {
      try {
        return await withHeartbeats(heartbeat, () => takeMessages(messages, name, report));
      } catch (error) {
        if (!isOutage(error)) throw error;
        status.set('waiting', messageOf(error));
        await pauseAlive(backOff(failures), heartbeat, signal);
      }
    }
    return undefined;
  }

  async #passOnRefused(
    { topic, partition }: Batch,
    messages: readonly KafkaMessage[],
    answers: readonly ReportAnswer[],
  ): Promise<void> {
    const { sender, refusedTopic, source } = this.#parts;
    const refused = messages.flatMap((message, i) => {
      const answer = answers[i];
      if (answer?.outcome !== 'refused') return [];
      const place = { topic, partition, offset: message.offset };
      return [refusedMessage(message, place, answer, source)];
    });
    await sender.send(refusedTopic, refused);
  }

  #count(answers: readonly ReportAnswer[]): void {
    const { metrics } = this.#parts;
    const outcomes = new Map<string, number>();
    for (const answer of answers) {
      if (answer.outcome === 'refused') metrics.reportRefused(answer.code);
      else outcomes.set(answer.outcome, (outcomes.get(answer.outcome) ?? 0) + 1);
    }
    for (const [outcome, count] of outcomes) metrics.reportsTaken(outcome, count);
  }
}

async function commit(
  payload: EachBatchPayload,
  messages: readonly KafkaMessage[],
): Promise<void> {
  const last = messages.at(-1);
  if (last === undefined) return;
  const { topic, partition } = payload.batch;
  payload.resolveOffset(last.offset);
  const offset = String(BigInt(last.offset) + 1n);
  await payload.commitOffsetsIfNecessary({
    topics: [{ topic, partitions: [{ partition, offset }] }],
  });
}

function* groupsOf(messages: readonly KafkaMessage[]): Generator<readonly KafkaMessage[]> {
  for (let from = 0; from < messages.length; from += MESSAGES_TOGETHER_MAX) {
    yield messages.slice(from, from + MESSAGES_TOGETHER_MAX);
  }
}
