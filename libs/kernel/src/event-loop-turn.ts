/** How long work may run in one turn of the event loop before it yields, in ms. */
export const TURN_MS_MAX = 10;

/** When this turn's first check was made; undefined before it. */
let beganMs: number | undefined;

/**
 * True once the work of this turn of the event loop, all of it together, has run for
 * {@link TURN_MS_MAX}: check it between the pieces of long work, and then await
 * {@link nextTurn}.
 */
export function isTurnOver(): boolean {
  const nowMs = performance.now();
  if (beganMs !== undefined) return nowMs - beganMs >= TURN_MS_MAX;
  beganMs = nowMs;
  setImmediate(() => (beganMs = undefined));
  return false;
}

/** Resolves in a turn of the event loop that has time left, after other work has run. */
export async function nextTurn(): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (isTurnOver());
}

/** Maps the items of a list over as many turns of the event loop as needed. */
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
