import type { ReportAnswer } from '@ledger/figures-application';
import { isLedgerError, within } from '@ledger/kernel';
import { Registry } from 'prom-client';
import {
  BridgeMeter,
  ProjectionMeter,
  type Meter,
  type ProjectionPlace,
} from './lag-meters.js';
import type { LoggedLag } from './lag.js';
import { addProcessMetrics, makeMetrics, type LedgerMetrics } from './metrics.js';

/** What a process is measured by. */
export interface ProcessMetricsOptions {
  /** Asked for its head with every exposition, and for what lies behind those who lag. */
  readonly record: LoggedLag;
  /** How the projections are now; none where it is left out. */
  readonly places?: () => Promise<readonly ProjectionPlace[]>;
  /** How long record and views may take to answer; Prometheus itself gives up after 10 s. */
  readonly answerMsMax?: number;
}

const ANSWER_MS_MAX = 3_000;

/** Everything one process measures of itself, and what `GET /metrics` answers. */
export class ProcessMetrics {
  readonly #registry = new Registry();
  readonly #options: ProcessMetricsOptions;
  readonly #meters: readonly Meter[];
  #refreshing: Promise<void> | undefined;
  /** For whoever counts. */
  readonly metrics: LedgerMetrics;
  /** What the bridge is to be told to count with. */
  readonly bridge: BridgeMeter;

  constructor(options: ProcessMetricsOptions) {
    this.#options = options;
    this.metrics = makeMetrics(this.#registry);
    this.bridge = new BridgeMeter(this.metrics);
    const places = options.places ?? (async () => []);
    this.#meters = [new ProjectionMeter(this.metrics, places), this.bridge];
    addProcessMetrics(this.#registry);
  }

  /** Counts answers to reports that came in over HTTP; the bridge counts its own. */
  countReports(answers: readonly ReportAnswer[]): void {
    const { reports, reportsRefused } = this.metrics;
    const outcomes = countOf(answers.map(({ outcome }) => outcome));
    const codes = countOf(
      answers.flatMap((one) => (one.outcome === 'refused' ? one.code : [])),
    );
    for (const [outcome, count] of outcomes) reports.inc({ outcome }, count);
    for (const [code, count] of codes) reportsRefused.inc({ code }, count);
  }

  /** The media type of {@link exposition}. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /**
   * Every metric as it is now, in the text format of Prometheus. With record or views out of
   * reach, what would be old is left out.
   *
   * @throws what is no outage: a mistake in this program
   */
  async exposition(): Promise<string> {
    const { answerMsMax = ANSWER_MS_MAX } = this.#options;
    // One question at a time, however many ask and however slow the answer is.
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    await within(answerMsMax, this.#refreshing, () => undefined);
    return this.#registry.metrics();
  }

  async #refresh(): Promise<void> {
    const { record } = this.#options;
    const { recordPosition, recordReachable } = this.metrics;
    const nowMs = Date.now();
    recordReachable.set(0);
    recordPosition.remove();
    await Promise.all([
      unlessOut(async () => {
        recordPosition.set(await record.head());
        recordReachable.set(1);
      }),
      ...this.#meters.map((meter) => unlessOut(() => meter.refresh(record, nowMs))),
    ]);
  }
}

/** How often each word stands among them: a counter is moved once for thousands. */
function countOf<Word extends string>(words: readonly Word[]): ReadonlyMap<Word, number> {
  const counts = new Map<Word, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

async function unlessOut(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isLedgerError(error)) throw error;
  }
}
