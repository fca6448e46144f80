/** A call took longer than it was given; what became of it is not known. */
export class CallTimedOut extends Error {
  constructor(readonly timeoutMs: number) {
    super(`No answer within ${timeoutMs} ms`);
  }
}

/**
 * What a call answers, if it does so in time.
 *
 * The client has deadlines of its own, but not for everything: reads and the question what the
 * server can do have none, and an append whose call the server ended without a word waits for
 * ever.
 *
 * @param call is given a function that sets the clock back, for answers that come in parts
 * @throws {CallTimedOut} it did not; an answer that comes later is dropped
 */
export async function within<Answer>(
  timeoutMs: number,
  call: (isAlive: () => void) => Promise<Answer>,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallTimedOut(timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([call(() => timer?.refresh()), late]);
  } finally {
    clearTimeout(timer);
  }
}
