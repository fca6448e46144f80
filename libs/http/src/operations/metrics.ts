import type { ReportAnswer } from '@ledger/figures-application';

/** What a process measures of itself; provided by the composition root. */
export abstract class Metrics {
  /** Counts the outcomes of reports that came in over HTTP. */
  abstract countReports(answers: readonly ReportAnswer[]): void;

  /** The media type of {@link exposition}. */
  abstract readonly contentType: string;

  /** All measurements in the text format of Prometheus. */
  abstract exposition(): Promise<string>;
}
