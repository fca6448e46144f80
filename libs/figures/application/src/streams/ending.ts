/** The result of work, or the error it threw. */
export type Ending<Answer> = PromiseSettledResult<Answer>;

/**
 * The result of finished work.
 *
 * @throws what it threw
 */
export function answered<Answer>(ending: Ending<Answer> | undefined): Answer {
  if (ending === undefined) throw new TypeError('All work has ended.');
  if (ending.status === 'rejected') throw ending.reason;
  return ending.value;
}

/** Waits for work to end, successfully or not. */
export async function ended<Answer>(work: () => Promise<Answer>): Promise<Ending<Answer>> {
  try {
    return { status: 'fulfilled', value: await work() };
  } catch (reason) {
    return { status: 'rejected', reason };
  }
}

/** The next ending; there is one for every piece of work. */
export function nextOf<Answer>(endings: Iterator<Ending<Answer>, undefined>): Ending<Answer> {
  const { value, done } = endings.next();
  if (done === true) throw new TypeError('All work has an ending.');
  return value;
}
