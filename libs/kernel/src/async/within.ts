/**
 * What some work answers or, once the time is over, what `late` answers or throws.
 *
 * The work is not stopped: what comes of it later, an error included, is dropped. The timer is
 * cleared as soon as there is an answer.
 *
 * @param work under way, or begun here with a function that starts the time anew, for answers that
 *   come in parts
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
