import type { ReportAnswer } from '@ledger/figures-application';
import { answerReadings, taken, type Reading, type Report } from './answer-reports.js';

/** What was read on a line, with its number. */
export interface NumberedReading {
  readonly line: number;
  readonly reading: Reading;
}

/** The answer to what was read on a line. */
export interface NumberedAnswer {
  readonly line: number;
  readonly answer: ReportAnswer;
}

export interface ReportBatchesBounds {
  readonly reportsTogetherMax: number;
  /** How many batches may wait to be answered. */
  readonly batchesMax: number;
}

/**
 * Stands between one who reads reports and one who takes the answers, and keeps neither waiting
 * longer than needed: full batches are reported at once, an unfinished one as soon as the other
 * side has nothing else to wait for.
 */
export class ReportBatches {
  readonly #report: Report;
  readonly #bounds: ReportBatchesBounds;
  readonly #underWay: Promise<readonly NumberedAnswer[]>[] = [];
  #gathered: NumberedReading[] = [];
  #state: 'filling' | 'ended' | 'stopped' = 'filling';
  #failure: { readonly reason: unknown } | undefined;
  #wake: () => void = () => {};

  constructor(report: Report, bounds: ReportBatchesBounds) {
    this.#report = report;
    this.#bounds = bounds;
  }

  /** True if nothing more may be added until there is {@link room}. */
  get isFull(): boolean {
    return this.#gathered.length >= this.#bounds.reportsTogetherMax;
  }

  /** True if nobody takes answers any more. */
  get isStopped(): boolean {
    return this.#state === 'stopped';
  }

  /** Resolves when more may be added, or nobody takes answers any more. */
  async room(): Promise<void> {
    while (this.isFull && !this.isStopped) await this.#change();
  }

  add(reading: NumberedReading): void {
    this.#gathered.push(reading);
    if (this.isFull && this.#underWay.length < this.#bounds.batchesMax) this.#dispatch();
    this.#wake();
  }

  /** Nothing more will be added. */
  end(): void {
    if (this.#state === 'filling') this.#state = 'ended';
    this.#wake();
  }

  /** Nothing more will be added, and that is a failure: told behind all that was under way. */
  fail(reason: unknown): void {
    this.#failure = { reason };
    this.#gathered = [];
    this.end();
  }

  /**
   * The answers to the next batch, `undefined` behind the last.
   *
   * @throws whatever `report` throws, or what was told to {@link fail}
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

  /** Nobody takes answers any more; resolves when nothing is under way. */
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
    // Whoever comes to wait for it meets its failure; until then nobody does.
    batch.catch(() => undefined);
    this.#underWay.push(batch);
  }

  /** Only one side can find itself waiting: the other has then something to do. */
  #change(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }
}

async function answerBatch(
  gathered: readonly NumberedReading[],
  report: Report,
): Promise<readonly NumberedAnswer[]> {
  const readings = gathered.map(({ reading }) => reading);
  const answers = (await answerReadings(readings, report)).values();
  return gathered.map(({ line }) => ({ line, answer: taken(answers) }));
}
