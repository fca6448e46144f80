import type { Clocks } from './clocks.js';
import { isSeen } from './figures-at.js';
import type { ViewReader } from './view-reader.js';

/** Those of some figures that two clocks let be seen. */
export async function seenFigures(
  reader: ViewReader,
  keys: readonly string[],
  clocks: Clocks,
): Promise<ReadonlySet<string>> {
  const printed = await reader.printers.of(keys, Date.parse(clocks.recordedBy));
  const ids = new Set(printed.map(({ publication }) => publication));
  const publications = await reader.publications(ids, clocks.recordedBy);
  const seen = printed.filter(({ publication }) =>
    isSeen(publications.of(publication), clocks),
  );
  return new Set(seen.map(({ key }) => key));
}
