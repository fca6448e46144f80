/** As many as a stream of reports keeps under way: more does not make a server any faster. */
export const ABREAST_MAX = 64;

/** How the items of a list depend on each other. */
export interface Dependence<Item> {
  /** What the item creates or changes; items with one name keep their order. */
  readonly name: (item: Item) => string;
  /** What has to exist before it. */
  readonly needs?: (item: Item) => string | undefined;
}

/**
 * The items in waves, in their order: all of one wave may be under way at once, because none of
 * them depends on another or changes the same thing.
 */
export function inWaves<Item>(
  items: readonly Item[],
  { name, needs = () => undefined }: Dependence<Item>,
  abreastMax = ABREAST_MAX,
): readonly (readonly Item[])[] {
  const waves: Item[][] = [];
  let names = new Set<string>();
  for (const item of items) {
    const needed = needs(item);
    const wave = waves.at(-1);
    const waits = names.has(name(item)) || (needed !== undefined && names.has(needed));
    if (wave === undefined || waits || wave.length >= abreastMax) {
      waves.push([item]);
      names = new Set();
    } else {
      wave.push(item);
    }
    names.add(name(item));
  }
  return waves;
}
