import type { Clocks } from './clocks.js';
import type { ViewReader } from './view-reader.js';
import { isVisible } from './visibility.js';

/** Those of some figures that a publication prints which is visible at both clocks. */
export async function visibleFigures(
  reader: ViewReader,
  keys: readonly string[],
  clocks: Clocks,
): Promise<ReadonlySet<string>> {
  const printed = await reader.printers.of(keys, Date.parse(clocks.recordedBy));
  const ids = new Set(printed.map(({ publication }) => publication));
  const publications = await reader.publications(ids, clocks.recordedBy);
  const visible = printed.filter(({ publication }) =>
    isVisible(publications.of(publication), clocks),
  );
  return new Set(visible.map(({ key }) => key));
}
