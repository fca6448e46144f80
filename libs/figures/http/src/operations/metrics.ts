import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ReadFeed, type ReportAnswer } from '@ledger/figures-application';
import { Views } from '@ledger/figures-read-models';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

/** What the server measures of itself. */
@Injectable()
export class Metrics {
  readonly #registry = new Registry();
  readonly #reports: Counter<'outcome'>;

  constructor(
    private readonly queries: QueryBus,
    private readonly views: Views,
  ) {
    collectDefaultMetrics({ register: this.#registry });
    this.#reports = new Counter({
      name: 'ledger_reports_total',
      help: 'Reports answered, by outcome.',
      labelNames: ['outcome'],
      registers: [this.#registry],
    });
    this.#addPositions();
  }

  /** Counts the outcomes of reports. */
  countReports(answers: readonly ReportAnswer[]): void {
    const outcomes = new Map<string, number>();
    for (const { outcome } of answers) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    for (const [outcome, count] of outcomes) this.#reports.inc({ outcome }, count);
  }

  /** The media type of {@link exposition}. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** All measurements in the text format of Prometheus. */
  exposition(): Promise<string> {
    return this.#registry.metrics();
  }

  #addPositions(): void {
    const { queries, views } = this;
    const registers = [this.#registry];
    new Gauge({
      name: 'ledger_record_position',
      help: 'Position of the last event of the record.',
      registers,
      async collect() {
        this.set((await queries.execute(new ReadFeed(0, 1))).head);
      },
    });
    new Gauge({
      name: 'ledger_projection_position',
      help: 'Position that a projection reflects.',
      labelNames: ['projection'],
      registers,
      async collect() {
        for (const { name, position } of await views.health()) {
          this.set({ projection: name }, position);
        }
      },
    });
    new Gauge({
      name: 'ledger_projection_stopped',
      help: '1 if a projection stands still before an event it cannot take.',
      labelNames: ['projection'],
      registers,
      async collect() {
        for (const { name, state } of await views.health()) {
          this.set({ projection: name }, state === 'stopped' ? 1 : 0);
        }
      },
    });
  }
}
