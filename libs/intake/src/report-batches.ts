import type { ReportAnswer } from '@ledger/figures-application';
import { answerReadings, taken, type Reading, type ReportInOrder } from './answer-reports.js';

/** The reading of a line, with its number. */
export interface NumberedReading {
  readonly line: number;
  readonly reading: Reading;
}

/** The answer to a line, with its number. */
export interface NumberedAnswer {
  readonly line: number;
  readonly answer: ReportAnswer;
}

/** How many reports may wait between their producer and the consumer of their answers. */
export interface ReportBatchesBounds {
  readonly reportsTogetherMax: number;
  /** How many batches may be queued. */
  readonly batchesMax: number;
}

/**
 * Sits between a producer of reports and a consumer of answers, and keeps neither waiting longer
 * than needed: full batches are reported at once, an unfinished one as soon as the consumer has
 * nothing else to wait for.
 */
export class ReportBatches {
  readonly #report: ReportInOrder;
  readonly #bounds: ReportBatchesBounds;
  readonly #underWay: Promise<readonly NumberedAnswer[]>[] = [];
  #gathered: NumberedReading[] = [];
  #state: 'filling' | 'ended' | 'stopped' = 'filling';
  #failure: { readonly reason: unknown } | undefined;
  #wake: () => void = () => {};

  constructor(report: ReportInOrder, bounds: ReportBatchesBounds) {
    this.#report = report;
    this.#bounds = bounds;
  }

  /** True if nothing more may be added until there is {@link room}. */
  get isFull(): boolean {
    return this.#gathered.length >= this.#bounds.reportsTogetherMax;
  }

  /** True if the consumer has stopped. */
  get isStopped(): boolean {
    return this.#state === 'stopped';
  }

  /** Resolves when more may be added, or the consumer has stopped. */
  async room(): Promise<void> {
    while (this.isFull && !this.isStopped) await this.#change();
  }

  add(reading: NumberedReading): void {
    this.#gathered.push(reading);
    if (this.isFull && this.#underWay.length < this.#bounds.batchesMax) this.#dispatch();
    this.#wake();
  }

  /** Ends the input. */
  end(): void {
    if (this.#state === 'filling') this.#state = 'ended';
    this.#wake();
  }

  /** Ends the input with a failure, which follows everything under way. */
  fail(reason: unknown): void {
    this.#failure = { reason };
    this.#gathered = [];
    this.end();
  }

  /**
   * The answers to the next batch, undefined after the last.
   *
   * @throws whatever `report` throws, or the reason given to {@link fail}
   */
  async next(): Promise<readonly NumberedAnswer[] | undefined> {
    for (;;) {
      if (this.#underWay.length === 0 && this.#gathered.length > 0) this.#dispatch();
      const batch = this.#underWay.shift();
      if (batch !== undefined) {
        if (this.isFull) this.#dispatch();
        this.#wake();
        return batch;
      }
      if (this.#failure !== undefined) throw this.#failure.reason;
      if (this.#state !== 'filling') return undefined;
      await this.#change();
    }
  }

  /** Stops consuming answers; resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    this.#gathered = [];
    this.#wake();
    await Promise.allSettled(this.#underWay);
  }

  #dispatch(): void {
    const gathered = this.#gathered;
    this.#gathered = [];
    const batch = answerBatch(gathered, this.#report);
    // The consumer gets its failure when it waits for it; until then nobody does.
    batch.catch(() => undefined);
    this.#underWay.push(batch);
  }

  /** Only one side can be waiting at a time: the other then has something to do. */
  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}

async function answerBatch(
  gathered: readonly NumberedReading[],
  report: ReportInOrder,
): Promise<readonly NumberedAnswer[]> {
  const readings = gathered.map(({ reading }) => reading);
  const answers = (await answerReadings(readings, report)).values();
  return gathered.map(({ line }) => ({ line, answer: taken(answers) }));
}
