/**
 * The result of some work or, after a timeout, what `late` returns or throws.
 *
 * The work is not stopped: its later result or error is dropped. The timer is cleared as soon as
 * there is an answer.
 *
 * @param work under way, or started here with a function that restarts the timeout, for answers
 *   in several parts
 */
export async function within<Answer, Late>(
  timeMs: number,
  work: Promise<Answer> | ((restart: () => void) => Promise<Answer>),
  late: () => Late,
): Promise<Answer | Late> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeMs);
  });
  try {
    const working = typeof work === 'function' ? work(() => timer?.refresh()) : work;
    return await Promise.race([working, over.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}
