import type { Instant } from '@ledger/kernel';
import { anyTime } from './clocks.js';
import type { ListedPublication, PublicationPlace } from './publication-list.js';
import { publicationViews, type PublicationView } from './publication-view.js';
import type { ViewReader } from './view-reader.js';

const READ_AT_ONCE = 200;

/**
 * Publications that come after a place in the list, the newest first, without those under
 * embargo.
 */
export async function* listedPublications(
  reader: ViewReader,
  start: PublicationPlace,
  {
    recordedBy,
    isWanted = () => true,
  }: {
    readonly recordedBy: Instant;
    readonly isWanted?: (row: ListedPublication) => boolean;
  },
): AsyncGenerator<PublicationView, void, undefined> {
  const known = { recordedMs: Date.parse(recordedBy), limit: READ_AT_ONCE };
  for (let place = start; ;) {
    const rows = await reader.publicationList.before(place, known);
    const wanted = rows.filter(isWanted);
    const ids = wanted.map(({ id }) => id);
    yield* (await publicationViews(reader, ids, anyTime(recordedBy))).values();
    const last = rows.at(-1);
    if (last === undefined || rows.length < READ_AT_ONCE) return;
    place = last;
  }
}
