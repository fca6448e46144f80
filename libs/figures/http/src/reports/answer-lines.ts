import type { Logger } from '@nestjs/common';
import { isLedgerError } from '@ledger/kernel';
import { UNEXPECTED } from '../problem/problem.js';

/**
 * The lines of a stream of answers, and one that says so if the stream cannot go on.
 *
 * The status went out with the first line, so an outage can only be told in a line; what was
 * answered before it is on record, the rest is sent again.
 */
export async function* answerLines(
  lines: AsyncIterable<string>,
  { correlationId, isGone, log }: AnswerLinesOptions,
): AsyncGenerator<string, void, undefined> {
  try {
    yield* lines;
  } catch (error) {
    if (isGone()) return;
    log.error({ correlationId, err: error });
    const code = isLedgerError(error) ? error.code : UNEXPECTED;
    const message = isLedgerError(error) ? error.message : 'Something broke here.';
    yield `${JSON.stringify({ outcome: 'failed', code, message, correlationId })}\n`;
  }
}

export interface AnswerLinesOptions {
  readonly correlationId: string;
  /** True if nobody listens any more. */
  readonly isGone: () => boolean;
  readonly log: Pick<Logger, 'error'>;
}
