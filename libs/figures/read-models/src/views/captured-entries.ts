import { isStanding, type ChainEntry } from '@ledger/figures-domain';
import { PAGE_START, type PlacedAppearance } from './publication-entries.js';
import type { ViewReader } from './view-reader.js';

const APPEARANCES_AT_ONCE = 512;

/**
 * What the ledger holds of a publication now, under embargo or not: every appearance that was not
 * taken back, in order of the page, corrected as far as it was.
 *
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function capturedEntries(
  reader: ViewReader,
  publication: string,
): Promise<readonly ChainEntry[]> {
  const { clocks } = await reader.asOf({});
  const recordedMs = Date.parse(clocks.recordedBy);
  const entries: ChainEntry[] = [];
  for (let after = PAGE_START; ;) {
    const known = { recordedMs, limit: APPEARANCES_AT_ONCE };
    const page = await reader.printed.placed(publication, after, known);
    entries.push(...(await entriesAt(reader, page, recordedMs)));
    const last = page.at(-1);
    if (last === undefined) return entries;
    after = last;
  }
}

async function entriesAt(
  reader: ViewReader,
  page: readonly PlacedAppearance[],
  recordedMs: number,
): Promise<readonly ChainEntry[]> {
  const keys = [...new Set(page.map(({ key }) => key))];
  const prints = await reader.entries.printsOf(keys, recordedMs);
  return page.flatMap(({ key, event_id: eventId }) => {
    const entry = prints.get(key)?.find((one) => one.eventId === eventId);
    return entry !== undefined && isStanding(entry) ? [entry] : [];
  });
}
