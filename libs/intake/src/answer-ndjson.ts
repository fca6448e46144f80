import { answerJson } from '@ledger/figures-application';
import { isTurnOver, nextTurn, shapeOfJson } from '@ledger/kernel';
import { readingOf, refusedBy, type Reading, type ReportInOrder } from './answer-reports.js';
import { LineMisshapen, LineNotJson } from './line-refusals.js';
import { LineSplitter, type Line } from './line-splitter.js';
import { ReportBatches, type NumberedAnswer, type NumberedReading } from './report-batches.js';

/** What decides the reports of an NDJSON stream, and the bounds on its memory. */
export interface AnswerNdjsonOptions {
  readonly report: ReportInOrder;
  /** A longer line is refused by itself; 64 KiB by default. */
  readonly lineBytesMax?: number;
  /** Reports passed to `report` at once; 1,000 by default. */
  readonly reportsTogetherMax?: number;
  /** How many such batches may be queued; 2 by default. */
  readonly batchesMax?: number;
}

const LINE_BYTES_MAX = 65_536;
const REPORTS_TOGETHER_MAX = 1_000;
const BATCHES_MAX = 2;

/**
 * Answers a stream of reports, one JSON object per line, with one JSON object per line: `line`
 * is the line's number from 1, the rest is a {@link ReportAnswer}. Answers come in the order of
 * lines, many to a chunk of text.
 *
 * A line that is not a report is refused by itself and the rest continues. No report waits for a
 * batch to fill: what is there is reported as soon as nothing else is under way. The source is
 * only read as fast as the answers are consumed, so a stream of any length needs the memory of a
 * few batches.
 *
 * If the log cannot be written, or the source fails, the iteration fails after the answers that
 * were due: what was answered is in the log, of the rest some may be, and all of it may be sent
 * again. A consumer that stops early releases the source; reports under way are still recorded.
 *
 * @throws whatever `report` or the source throws
 */
export async function* answerNdjson(
  source: AsyncIterable<Uint8Array>,
  options: AnswerNdjsonOptions,
): AsyncGenerator<string, void, undefined> {
  const { reportsTogetherMax = REPORTS_TOGETHER_MAX, batchesMax = BATCHES_MAX } = options;
  const batches = new ReportBatches(options.report, { reportsTogetherMax, batchesMax });
  void fill(batches, source, options.lineBytesMax ?? LINE_BYTES_MAX);
  try {
    for (let next = await batches.next(); next !== undefined; next = await batches.next()) {
      yield next.map(lineOf).join('');
    }
  } finally {
    await batches.stop();
  }
}

function lineOf({ line, answer }: NumberedAnswer): string {
  return `${JSON.stringify({ line, ...answerJson(answer) })}\n`;
}

/** Never rejects: a failure of the source is passed on to the consumer of the answers. */
async function fill(
  batches: ReportBatches,
  source: AsyncIterable<Uint8Array>,
  lineBytesMax: number,
): Promise<void> {
  const splitter = new LineSplitter(lineBytesMax);
  try {
    for await (const chunk of source) {
      for (const line of splitter.take(chunk)) {
        if (isTurnOver()) await nextTurn();
        if (line === undefined) continue;
        if (batches.isFull) await batches.room();
        if (batches.isStopped) return;
        batches.add(readingOfLine(line));
      }
    }
    const rest = splitter.rest();
    if (batches.isFull) await batches.room();
    if (rest !== undefined) batches.add(readingOfLine(rest));
    batches.end();
  } catch (failure) {
    batches.fail(failure);
  }
}

function readingOfLine(line: Line): NumberedReading {
  return {
    line: line.number,
    reading: 'refusal' in line ? refusedBy(line.refusal) : read(line.text),
  };
}

function read(text: string): Reading {
  const shape = shapeOfJson(text);
  if ('fault' in shape) return refusedBy(new LineMisshapen(shape.fault));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    return refusedBy(new LineNotJson({ cause }));
  }
  return readingOf(json);
}
