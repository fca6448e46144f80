import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { Logger } from '@nestjs/common';
import { isLedgerError } from '@ledger/kernel';
import { AnswersNotRead, BodyTimedOut, UNEXPECTED } from '@ledger/web';

/** The most bytes of unread answers that are buffered for a client. */
const UNREAD_BYTES_MAX = 32 * 1024 * 1024;

/** For whom a stream of reports is answered, and how much of the answer may be buffered. */
export interface AnswerLinesOptions {
  readonly correlationId: string;
  /** True if the client has disconnected. */
  readonly isGone: () => boolean;
  readonly log: Pick<Logger, 'error'>;
  /** {@link UNREAD_BYTES_MAX} by default. */
  readonly unreadBytesMax?: number;
  /** How long to wait for a client to continue reading once the buffer is full. */
  readonly unreadMsMax: number;
}

/**
 * The lines of a stream of answers, and one that says so if the stream cannot go on.
 *
 * The status is sent with the first line, so an error that ends the stream early can only be
 * reported in a line. What was answered before it is in the log; the client sends the rest
 * again.
 *
 * Unread answers are buffered up to {@link UNREAD_BYTES_MAX}: a client may send that much
 * before it reads, and gets an error if it sends more without reading.
 */
export function answerLines(
  lines: AsyncIterable<string>,
  options: AnswerLinesOptions,
): Readable {
  const { unreadBytesMax = UNREAD_BYTES_MAX } = options;
  // One more chunk waits behind them, and its wait is what times the client.
  const bounds = { readableHighWaterMark: unreadBytesMax, writableHighWaterMark: 1 };
  const answer = new PassThrough(bounds);
  void write(lines, answer, options);
  return answer;
}

/** Never rejects: an error becomes a line. */
async function write(
  lines: AsyncIterable<string>,
  answer: PassThrough,
  { unreadMsMax, ...options }: AnswerLinesOptions,
): Promise<void> {
  try {
    for await (const piece of lines) {
      if (!answer.write(piece)) await room(answer, unreadMsMax);
      if (answer.destroyed) return;
    }
  } catch (error) {
    if (!options.isGone()) answer.write(failedLine(error, options));
  }
  answer.end();
}

/** @throws {AnswersNotRead} */
async function room(answer: PassThrough, msMax: number): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const timer = setTimeout(() => waiting.abort(), msMax);
  try {
    await Promise.race(['drain', 'close'].map((event) => once(answer, event, { signal })));
  } catch {
    throw new AnswersNotRead(answer.readableHighWaterMark);
  } finally {
    clearTimeout(timer);
    waiting.abort();
  }
}

function failedLine(
  error: unknown,
  { correlationId, log }: Pick<AnswerLinesOptions, 'correlationId' | 'log'>,
): string {
  const isRefusal = error instanceof AnswersNotRead || error instanceof BodyTimedOut;
  if (!isRefusal) log.error({ correlationId, err: error });
  const code = isLedgerError(error) ? error.code : UNEXPECTED;
  const message = isLedgerError(error) ? error.message : 'Something broke here.';
  return `${JSON.stringify({ outcome: 'failed', code, message, correlationId })}\n`;
}
