import {
  ClockLeapt,
  type Appended,
  type AppendedAcross,
  type EventStore,
} from '@ledger/event-store-port';
import { isLedgerError } from '@ledger/kernel';
import { Logger } from '@nestjs/common';
import { EventStoreDecorator, type PassingAppend } from './event-store-decorator.js';
import type { LedgerMetrics } from './metrics.js';

const ALARM_EVERY_MS = 60_000;

const log = new Logger('log');

type AppendMetrics = Pick<
  LedgerMetrics,
  'appendSeconds' | 'appendConflicts' | 'clockLeaps' | 'eventsAppended'
>;

/** An event store that times and counts its appends. Results are unchanged. */
export class MeasuredEventStore extends EventStoreDecorator {
  readonly #metrics: AppendMetrics;
  #quietUntilMs = Number.NEGATIVE_INFINITY;

  constructor(store: EventStore, metrics: AppendMetrics) {
    super(store);
    this.#metrics = metrics;
  }

  protected override async around<Answer extends Appended | AppendedAcross>(
    { events }: PassingAppend,
    append: () => Promise<Answer>,
  ): Promise<Answer> {
    const startedAtMs = performance.now();
    try {
      const answer = await append();
      this.#observe(answer.repeated ? 'repeated' : 'appended', startedAtMs);
      if (!answer.repeated) this.#metrics.eventsAppended.inc(events.length);
      return answer;
    } catch (error) {
      const outcome = isLedgerError(error) ? error.code : 'unexpected';
      this.#observe(outcome, startedAtMs);
      if (outcome === 'revision-conflict') this.#metrics.appendConflicts.inc();
      if (error instanceof ClockLeapt) this.#alarm(error);
      throw error;
    }
  }

  /** Logged at the start and every minute while it lasts, because nothing is recorded meanwhile. */
  #alarm({ message }: ClockLeapt): void {
    this.#metrics.clockLeaps.inc();
    const nowMs = performance.now();
    if (nowMs < this.#quietUntilMs) return;
    this.#quietUntilMs = nowMs + ALARM_EVERY_MS;
    log.error(message);
  }

  #observe(outcome: string, startedAtMs: number): void {
    const seconds = (performance.now() - startedAtMs) / 1000;
    this.#metrics.appendSeconds.observe({ outcome }, seconds);
  }
}
