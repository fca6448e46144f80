import type { ReportAnswer } from '@ledger/figures-application';
import { isLedgerError, within } from '@ledger/kernel';
import { Registry } from 'prom-client';
import {
  BridgeMeter,
  FindingsMeter,
  ProjectionMeter,
  type Meter,
  type ProjectionPlace,
} from './lag-meters.js';
import type { LagSource } from './lag.js';
import { addProcessMetrics, makeMetrics, type LedgerMetrics } from './metrics.js';

/** The sources of a process's metrics. */
export interface ProcessMetricsOptions {
  /** Its head is read with every scrape, and its events if a follower lags. */
  readonly log: LagSource;
  /** The present states of the projections; none if left out. */
  readonly places?: () => Promise<readonly ProjectionPlace[]>;
  /** How long log and views may take to answer; Prometheus itself gives up after 10 s. */
  readonly answerMsMax?: number;
}

const ANSWER_MS_MAX = 3_000;

/** All metrics of one process, and the response to `GET /metrics`. */
export class ProcessMetrics {
  readonly #registry = new Registry();
  readonly #options: ProcessMetricsOptions;
  readonly #meters: readonly Meter[];
  #refreshing: Promise<void> | undefined;
  /** The metrics to record values in. */
  readonly metrics: LedgerMetrics;
  /** The meter that the bridge records its values in. */
  readonly bridge: BridgeMeter;
  /** The meter that the follower of findings records its values in. */
  readonly findings: FindingsMeter;

  constructor(options: ProcessMetricsOptions) {
    this.#options = options;
    this.metrics = makeMetrics(this.#registry);
    this.bridge = new BridgeMeter(this.metrics);
    this.findings = new FindingsMeter(this.metrics);
    const places = options.places ?? (async () => []);
    this.#meters = [new ProjectionMeter(this.metrics, places), this.bridge, this.findings];
    addProcessMetrics(this.#registry);
  }

  /** Counts the answers to reports received over HTTP; the bridge counts its own. */
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
   * All metrics in the text format of Prometheus. If log or views are out of reach, values that
   * would be stale are left out.
   *
   * @throws errors that are no outage: bugs in this program
   */
  async exposition(): Promise<string> {
    const { answerMsMax = ANSWER_MS_MAX } = this.#options;
    // Concurrent scrapes share one measurement, however slow it is.
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
    await within(answerMsMax, this.#refreshing, () => undefined);
    return this.#registry.metrics();
  }

  async #refresh(): Promise<void> {
    const { log } = this.#options;
    const { logPosition, logReachable } = this.metrics;
    const nowMs = Date.now();
    logReachable.set(0);
    logPosition.remove();
    await Promise.all([
      unlessOut(async () => {
        logPosition.set(await log.head());
        logReachable.set(1);
      }),
      ...this.#meters.map((meter) => unlessOut(() => meter.refresh(log, nowMs))),
    ]);
  }
}

/** How often each word occurs, so that a counter is incremented once for thousands. */
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
