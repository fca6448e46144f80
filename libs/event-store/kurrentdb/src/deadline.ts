import { within } from '@ledger/kernel';

/** A call took longer than it was given; what became of it is not known. */
export class CallTimedOut extends Error {
  constructor(readonly timeoutMs: number) {
    super(`No answer within ${timeoutMs} ms`);
  }
}

/**
 * What a call of the client answers, if it does so in time.
 *
 * The client has deadlines of its own, but not for everything: reads and the question what the
 * server can do have none, and an append whose call the server ended without a word waits for
 * ever.
 *
 * @param call receives a function that starts the time anew, for answers that come in parts
 * @throws {CallTimedOut} it did not; an answer that comes later is dropped
 */
export function answerInTime<Answer>(
  timeoutMs: number,
  call: (restart: () => void) => Promise<Answer>,
): Promise<Answer> {
  return within(timeoutMs, call, () => {
    throw new CallTimedOut(timeoutMs);
  });
}
