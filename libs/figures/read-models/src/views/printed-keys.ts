import { PAGE_START, type PagePlace } from './publication-entries.js';
import type { ViewReader } from './view-reader.js';

/** How many figures are read at once. */
const READ_AT_ONCE = 500;

/** The keys of a publication's figures, in the order of its pages, with repeats. */
export async function* keysPrintedBy(
  { printed }: Pick<ViewReader, 'printed'>,
  publication: string,
  recordedMs: number,
): AsyncGenerator<readonly string[], void, undefined> {
  for (let after: PagePlace = PAGE_START; ;) {
    const page = await printed.placed(publication, after, { recordedMs, limit: READ_AT_ONCE });
    if (page.length > 0) yield page.map(({ key }) => key);
    const last = page.at(-1);
    if (last === undefined || page.length < READ_AT_ONCE) return;
    after = last;
  }
}
