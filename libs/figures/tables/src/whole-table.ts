import { isTurnOver, nextTurn } from '@ledger/kernel';
import type { Answer, NextPage } from '@ledger/figures-read-models';
import { headerOf, rowsOf, type CsvForm, type Tabular } from './tabular.js';

/** A table that is answered page by page. */
export interface PagedTable<Body extends NextPage, Row> {
  readonly table: Tabular<Row>;
  /** Fetches the page after a cursor, at the same clocks as the first. */
  readonly page: (cursor: string | undefined) => Promise<Answer<Body>>;
  readonly rows: (body: Body) => readonly Row[];
}

/** The beginning of a table with what it reflects, and the rest as it is read. */
export interface WholeTable {
  /** The position that its first page reflects. */
  readonly position: number;
  /** CSV from the header to the last row, a page at a time, in constant memory. */
  readonly pieces: AsyncGenerator<string, void, undefined>;
}

/**
 * All pages of a table as one CSV. The first page is read before this resolves, so that what is
 * refused is refused before anything is sent.
 *
 * @throws the errors of `page` for the first page
 */
export async function wholeTable<Body extends NextPage, Row>(
  paged: PagedTable<Body, Row>,
  form: CsvForm = {},
): Promise<WholeTable> {
  const first = await paged.page(undefined);
  return { position: first.position, pieces: piecesOf(paged, first, form) };
}

async function* piecesOf<Body extends NextPage, Row>(
  { table, page, rows }: PagedTable<Body, Row>,
  first: Answer<Body>,
  form: CsvForm,
): AsyncGenerator<string, void, undefined> {
  yield headerOf(table, form);
  for (let { body } = first; ;) {
    yield rowsOf(table, rows(body));
    if (body.next === null) return;
    if (isTurnOver()) await nextTurn();
    ({ body } = await page(body.next));
  }
}
