import { publishedFrom } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import { searchWordsOf } from '../../projections/index.js';
import type { Answer } from '../../views/answer.js';
import { refuseUnknownNames } from '../../views/refuse-unknown-names.js';
import type { AskedClocks } from '../../views/clocks.js';
import {
  pageLimit,
  readCursor,
  writeCursor,
  type AskedPage,
  type NextPage,
} from '../../views/cursor.js';
import {
  NEWEST,
  type ListedPublication,
  type PublicationPlace,
} from '../../views/publication-list.js';
import type { PublicationView } from '../../views/publication-view.js';
import { SearchWithoutWords } from '../../views/read-refusals.js';
import type { ViewReader } from '../../views/view-reader.js';
import { listedPublications } from '../../views/listed-publications.js';

/** The query for publications. */
export interface PublicationsQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {
  /** Words of its title or id; it has to have all of them. */
  readonly q?: string;
  readonly publisher?: string;
}

/** A page of publications, the newest first. */
export interface ListedPublications extends NextPage {
  readonly recordedBy: Instant;
  readonly publications: readonly PublicationView[];
}

/**
 * Lists publications, but those under embargo.
 *
 * @throws {UnknownPublisher}
 * @throws {SearchWithoutWords | MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function listPublications(
  reader: ViewReader,
  question: PublicationsQuestion,
): Promise<Answer<ListedPublications>> {
  const limit = pageLimit(question);
  const start = question.cursor === undefined ? NEWEST : placeOf(question.cursor);
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  await refuseUnknownNames(reader, question, recordedBy);
  const isWanted = await filterOf(reader, question, recordedBy);
  const publications: PublicationView[] = [];
  // One more than requested shows whether there is another page.
  for await (const view of listedPublications(reader, start, { recordedBy, isWanted })) {
    publications.push(view);
    if (publications.length > limit) break;
  }
  const page = publications.slice(0, limit);
  const last = page.at(-1);
  const next = last === undefined || publications.length <= limit ? null : cursorAt(last);
  return { position, body: { recordedBy, publications: page, next } };
}

type Filter = (row: ListedPublication) => boolean;

async function filterOf(
  reader: ViewReader,
  { q, publisher }: PublicationsQuestion,
  recordedBy: Instant,
): Promise<Filter> {
  const isOfPublisher: Filter = (row) => publisher === undefined || row.publisher === publisher;
  if (q === undefined) return isOfPublisher;
  const words = searchWordsOf(q);
  if (words.size === 0) throw new SearchWithoutWords(q);
  const found = await reader.words.refsOfAll('publication', words, Date.parse(recordedBy));
  const ids = new Set(found);
  return (row) => isOfPublisher(row) && ids.has(row.id);
}

function placeOf(cursor: string): PublicationPlace {
  const [published_from, id] = readCursor(cursor, ['', ''] as const);
  return { published_from, id };
}

function cursorAt({ id, published }: PublicationView): string {
  return writeCursor(publishedFrom(published), id);
}
