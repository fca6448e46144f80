import { within } from '@ledger/kernel';

/** A call exceeded its timeout; its outcome is unknown. */
export class CallTimedOut extends Error {
  constructor(readonly timeoutMs: number) {
    super(`No answer within ${timeoutMs} ms`);
  }
}

/**
 * The answer of a client's call, within a timeout.
 *
 * The client has deadlines of its own, but not for everything: reads and the query for the
 * server's features have none, and an append whose call the server ended silently waits forever.
 *
 * @param call receives a function that restarts the timeout, for answers in several parts
 * @throws {CallTimedOut} no answer in time; a later one is dropped
 */
export function answerInTime<Answer>(
  timeoutMs: number,
  call: (restart: () => void) => Promise<Answer>,
): Promise<Answer> {
  return within(timeoutMs, call, () => {
    throw new CallTimedOut(timeoutMs);
  });
}
