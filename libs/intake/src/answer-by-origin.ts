import type { ReportAnswer } from '@ledger/figures-application';
import type { FigureKey, ReportFigure } from '@ledger/figures-domain';
import { isLedgerError, isTransient, settleAll, type Origin } from '@ledger/kernel';
import { refusedBy, taken, type RefusedReading } from './answer-reports.js';
import { ABREAST_MAX } from './in-waves.js';

/** A report with the origin that its own message names, or the answer it got instead. */
export type OriginReading =
  { readonly report: ReportFigure; readonly origin: Origin } | RefusedReading;

/**
 * Records reports of one origin and answers them in order. Several calls may be under way at
 * once; concurrent ones never hold reports of one figure.
 *
 * @throws a transient failure, if the log cannot be written now: all may be sent again
 */
export type ReportOfOrigin = (
  reports: readonly ReportFigure[],
  origin: Origin,
) => Promise<readonly ReportAnswer[]>;

/** What `read` gives; a refusal becomes its answer. */
export function originReadingOf(read: () => OriginReading): OriginReading {
  try {
    return read();
  } catch (error) {
    if (isLedgerError(error)) return refusedBy(error);
    throw error;
  }
}

/** A report with its origin and its index among the readings. */
interface Waiting {
  readonly index: number;
  readonly report: ReportFigure;
  readonly origin: Origin;
}

/**
 * Reports what could be read, each with its own origin, and answers all readings in their order.
 * Reports of one figure keep their order.
 *
 * @throws a transient failure: nothing is known of any of them; repeat all of them
 * @throws anything that is neither transient nor a refusal
 */
export async function answerByOrigin(
  readings: readonly OriginReading[],
  report: ReportOfOrigin,
): Promise<readonly ReportAnswer[]> {
  const answers = new Array<ReportAnswer>(readings.length);
  const waiting: Waiting[] = [];
  readings.forEach((reading, index) => {
    if ('refused' in reading) answers[index] = reading.refused;
    else waiting.push({ index, ...reading });
  });
  for (const wave of wavesOf(waiting)) {
    await settleAll(wave.map((together) => reportTogether(together, report, answers)));
  }
  return answers;
}

/**
 * Splits reports into waves of groups: a group has one origin and is one call; the groups of a
 * wave have no figure in common and so can be reported concurrently.
 */
function wavesOf(readings: readonly Waiting[]): readonly (readonly (readonly Waiting[])[])[] {
  const waves: Waiting[][][] = [];
  let groups = new Map<string, Waiting[]>();
  let groupOfFigure = new Map<FigureKey, string>();
  for (const reading of readings) {
    const { actor, correlationId, causationId } = reading.origin;
    const origin = `${actor} ${correlationId} ${causationId}`;
    const { key } = reading.report;
    const other = groupOfFigure.get(key);
    const isFull = groups.size === ABREAST_MAX && !groups.has(origin);
    if (isFull || (other !== undefined && other !== origin)) {
      waves.push([...groups.values()]);
      groups = new Map();
      groupOfFigure = new Map();
    }
    groupOfFigure.set(key, origin);
    const group = groups.get(origin);
    if (group === undefined) groups.set(origin, [reading]);
    else group.push(reading);
  }
  waves.push([...groups.values()]);
  return waves;
}

async function reportTogether(
  together: readonly Waiting[],
  report: ReportOfOrigin,
  answers: ReportAnswer[],
): Promise<void> {
  const [first, ...others] = together;
  if (first === undefined) return;
  try {
    const reports = together.map((waiting) => waiting.report);
    const answered = (await report(reports, first.origin)).values();
    for (const { index } of together) answers[index] = taken(answered);
  } catch (error) {
    if (isTransient(error) || !isLedgerError(error)) throw error;
    // The whole call was refused: one by one, each is accepted or shown to be the cause.
    if (others.length === 0) answers[first.index] = refusedBy(error).refused;
    else for (const one of together) await reportTogether([one], report, answers);
  }
}
