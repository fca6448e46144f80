import type { ReportAnswer, ReportRefused } from '@ledger/figures-application';
import type { ReportFigure } from '@ledger/figures-domain';
import { isLedgerError, mapInTurns, type LedgerError } from '@ledger/kernel';
import { readReport } from './read-report.js';

/** Records reports and answers them in order; rejects only if the log cannot be written. */
export type ReportInOrder = (
  reports: readonly ReportFigure[],
) => Promise<readonly ReportAnswer[]>;

/** The answer to a report that was refused before it reached the ledger. */
export interface RefusedReading {
  readonly refused: ReportRefused;
}

/** A parsed report, or the answer it got instead. */
export type Reading = { readonly report: ReportFigure } | RefusedReading;

/** Parses one report; a fault becomes its answer. */
export function readingOf(json: unknown): Reading {
  try {
    return { report: readReport(json) };
  } catch (error) {
    if (isLedgerError(error)) return refusedBy(error);
    throw error;
  }
}

/** The answer to a refused report. */
export function refusedBy({ code, message }: LedgerError): RefusedReading {
  return { refused: { outcome: 'refused', code, message } };
}

/**
 * Reports those that could be parsed and answers all of them in their order.
 *
 * @throws whatever `report` throws
 */
export async function answerReadings(
  readings: readonly Reading[],
  report: ReportInOrder,
): Promise<readonly ReportAnswer[]> {
  const reports: ReportFigure[] = [];
  for (const reading of readings) if ('report' in reading) reports.push(reading.report);
  const answers = (reports.length === 0 ? [] : await report(reports)).values();
  return readings.map((reading) => ('refused' in reading ? reading.refused : taken(answers)));
}

/** The next answer; there is one for every report. */
export function taken(answers: Iterator<ReportAnswer, undefined>): ReportAnswer {
  const { value, done } = answers.next();
  if (done === true) throw new TypeError('Every report has one answer.');
  return value;
}

/**
 * Answers a JSON array of reports, each by itself.
 *
 * @throws whatever `report` throws
 */
export async function answerReports(
  items: readonly unknown[],
  report: ReportInOrder,
): Promise<readonly ReportAnswer[]> {
  return answerReadings(await mapInTurns(items, readingOf), report);
}
