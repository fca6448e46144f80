/** How long work may go on in one turn of the event loop before others have theirs, in ms. */
export const TURN_MS_MAX = 10;

/** When something in this turn first asked; undefined if nothing has yet. */
let beganMs: number | undefined;

/**
 * True once the work of this turn of the event loop, all of it together, has gone on for
 * {@link TURN_MS_MAX}: ask it between the pieces of long work, and wait for {@link nextTurn} then.
 */
export function isTurnOver(): boolean {
  const nowMs = performance.now();
  if (beganMs !== undefined) return nowMs - beganMs >= TURN_MS_MAX;
  beganMs = nowMs;
  setImmediate(() => (beganMs = undefined));
  return false;
}

/** Resolves in a turn of the event loop that still has time, once others had theirs. */
export async function nextTurn(): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (isTurnOver());
}

/** Maps the items of a list in as many turns of the event loop as that takes. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    if (isTurnOver()) await nextTurn();
    results.push(map(item));
  }
  return results;
}
