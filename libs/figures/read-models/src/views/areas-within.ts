import type { Instant } from '@ledger/kernel';
import { ALL_NAMES } from './name-range.js';
import { lineagesBy } from './owners.js';
import type { ViewReader } from './view-reader.js';

const AREAS_AT_ONCE = 500;

/** An area and all that lie within it, as the ledger knew it by then. */
export async function areasWithin(
  reader: ViewReader,
  area: string,
  recordedBy: Instant,
): Promise<readonly string[]> {
  const { registries } = reader;
  const known = { recordedMs: Date.parse(recordedBy), limit: AREAS_AT_ONCE };
  const within = [area];
  for (let from = ''; ;) {
    const ids = await registries.idsBetween('area', { ...ALL_NAMES, from }, known);
    for (const [id, lineage] of await lineagesBy(registries, new Set(ids), recordedBy)) {
      if (id !== area && lineage.includes(area)) within.push(id);
    }
    const last = ids.at(-1);
    if (last === undefined || ids.length < AREAS_AT_ONCE) return within;
    from = last;
  }
}
