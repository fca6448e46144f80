import type { ReportAnswer, ReportRefused } from '@ledger/figures-application';
import type { FigureKey, ReportFigure } from '@ledger/figures-domain';
import { readReport } from '@ledger/intake';
import { isLedgerError, type Origin, settleAll } from '@ledger/kernel';
import { isOutage } from '../broker/outages.js';
import { readEnvelope } from './read-envelope.js';

/**
 * Records reports and answers them in order. Several calls may be under way at once; concurrent
 * ones never hold reports of one figure.
 *
 * @throws an outage, if the log cannot be written now: the same call is repeated
 */
export type Report = (
  reports: readonly ReportFigure[],
  origin: Origin,
) => Promise<readonly ReportAnswer[]>;

/** A received message. */
export interface IncomingMessage {
  readonly value: Uint8Array | null;
}

/**
 * Parses messages, reports the valid ones, and answers all of them in their order, the invalid
 * ones with a refusal. Reports of one figure keep the order of messages.
 *
 * @param batchName names these messages, as the origin of events without a better one
 * @throws an outage: nothing is known of any of them; repeat all of them
 * @throws anything that is neither an outage nor a refusal
 */
export async function takeMessages(
  messages: readonly IncomingMessage[],
  batchName: string,
  report: Report,
): Promise<readonly ReportAnswer[]> {
  const answers: ReportAnswer[] = new Array(messages.length);
  const readings: Reading[] = [];
  messages.forEach(({ value }, index) => {
    const reading = readMessage(value, batchName, index);
    if ('outcome' in reading) answers[index] = reading;
    else readings.push(reading);
  });
  for (const wave of wavesOf(readings)) {
    await settleAll(wave.map((together) => reportTogether(together, report, answers)));
  }
  return answers;
}

/** A report with its origin and its index among the messages. */
interface Reading {
  readonly index: number;
  readonly report: ReportFigure;
  readonly origin: Origin;
}

function readMessage(
  value: Uint8Array | null,
  batchName: string,
  index: number,
): Reading | ReportRefused {
  try {
    const { source, correlationId = batchName, data } = readEnvelope(value);
    const origin = { actor: source, correlationId, causationId: batchName };
    return { index, report: readReport(data), origin };
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    return refused(error);
  }
}

/**
 * Splits readings into waves of groups: a group has one origin and is one call; the groups of a
 * wave have no figure in common and so can be reported concurrently.
 */
function wavesOf(readings: readonly Reading[]): readonly (readonly (readonly Reading[])[])[] {
  const waves: Reading[][][] = [];
  let groups = new Map<string, Reading[]>();
  let groupOfFigure = new Map<FigureKey, string>();
  for (const reading of readings) {
    const { actor, correlationId } = reading.origin;
    const origin = `${actor} ${correlationId}`;
    const { key } = reading.report;
    const other = groupOfFigure.get(key);
    if (other !== undefined && other !== origin) {
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
  together: readonly Reading[],
  report: Report,
  answers: ReportAnswer[],
): Promise<void> {
  const origin = together[0]?.origin;
  if (origin === undefined) return;
  try {
    const answered = await report(
      together.map((reading) => reading.report),
      origin,
    );
    together.forEach(({ index }, i) => (answers[index] = answerAt(answered, i)));
  } catch (error) {
    if (isOutage(error) || !isLedgerError(error)) throw error;
    // The whole call was refused: one by one, each is accepted or shown to be the cause.
    const [first, ...others] = together;
    if (first !== undefined && others.length === 0) answers[first.index] = refused(error);
    else for (const one of together) await reportTogether([one], report, answers);
  }
}

function answerAt(answers: readonly ReportAnswer[], index: number): ReportAnswer {
  const answer = answers[index];
  if (answer === undefined) throw new TypeError('Every report has one answer.');
  return answer;
}

function refused({ code, message }: { code: string; message: string }): ReportRefused {
  return { outcome: 'refused', code, message };
}
