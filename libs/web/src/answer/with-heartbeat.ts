import { within } from '@ledger/kernel';

/**
 * Interval between heartbeats of an idle feed; proxies close connections that are silent for
 * longer.
 */
export const HEARTBEAT_MS = 15_000;

const BEAT = Symbol('beat');

/**
 * The items of a source, and a heartbeat for every `everyMs` without one.
 *
 * @param end aborted when this ends: a source that is waiting must stop then
 */
export async function* withHeartbeat<Item>(
  source: AsyncIterable<Item>,
  end: AbortController,
  everyMs: number,
): AsyncGenerator<Item | undefined, void, undefined> {
  const items = source[Symbol.asyncIterator]();
  try {
    let next = items.next();
    for (;;) {
      const result = await within(everyMs, next, (): typeof BEAT => BEAT);
      if (result === BEAT) {
        yield undefined;
      } else {
        if (result.done === true) return;
        yield result.value;
        next = items.next();
      }
    }
  } finally {
    end.abort();
    await items.return?.();
  }
}
