import type { FigureKey, OwnershipFacts } from '@ledger/figures-domain';
import { areaIn } from './figures-at.js';
import { lineagesBy } from './owners.js';
import { behind, take } from './pages-of-keys.js';
import type { ViewReader } from './view-reader.js';

const FIGURES_AT_ONCE = 512;

/**
 * Keys, in their order, of the figures of a measure and all below it, in an area and those within
 * it; what is left out is every one.
 *
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function* figuresWithin(
  reader: ViewReader,
  { measures, area }: Pick<OwnershipFacts, 'measures' | 'area'>,
): AsyncGenerator<readonly FigureKey[], void, undefined> {
  const { clocks } = await reader.asOf({});
  const recordedMs = Date.parse(clocks.recordedBy);
  const { figures, registries } = reader;
  const stream =
    measures === undefined ? figures.all(recordedMs) : figures.under(measures, recordedMs);
  for (let place = ''; ;) {
    const keys = await take(stream, place, FIGURES_AT_ONCE);
    const last = keys.at(-1);
    if (last === undefined) return;
    const areas = new Set(area === undefined ? [] : keys.map(areaIn));
    const lineages = await lineagesBy(registries, areas, clocks.recordedBy);
    const isWithin = (key: string) =>
      area === undefined || lineages.get(areaIn(key))?.includes(area) === true;
    yield (keys as readonly FigureKey[]).filter(isWithin);
    place = behind(last);
  }
}
