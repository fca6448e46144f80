import type { Appended, AppendedAcross, EventStore } from '@ledger/event-store-port';
import { isLedgerError } from '@ledger/kernel';
import { EventStoreAround, type PassingAppend } from './event-store-around.js';
import type { LedgerMetrics } from './metrics.js';

type AppendMetrics = Pick<
  LedgerMetrics,
  'appendSeconds' | 'appendConflicts' | 'eventsAppended'
>;

/** Any event store, with its appends timed and counted. It changes no answer. */
export class MeasuredEventStore extends EventStoreAround {
  readonly #metrics: AppendMetrics;

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
      throw error;
    }
  }

  #observe(outcome: string, startedAtMs: number): void {
    const seconds = (performance.now() - startedAtMs) / 1000;
    this.#metrics.appendSeconds.observe({ outcome }, seconds);
  }
}
