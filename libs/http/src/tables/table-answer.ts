import { PAGE_LIMIT_MAX, type Asked, type TABLE_PARAMETERS } from '@ledger/contract';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { wholeTable, csvOf, type PagedTable, type Tabular } from '@ledger/figures-tables';
import type { Answer, AskedPage, NextPage } from '@ledger/figures-read-models';
import type { FastifyRequest } from 'fastify';
import { API, CSV_TYPE, type StreamAnswer, type TextAnswer } from '@ledger/web';

const TYPE = `${CSV_TYPE}; charset=utf-8; header=present`;

/** The options of a request for a table: paging and byte order mark. */
export interface AskedTable extends Partial<Asked<typeof TABLE_PARAMETERS>> {
  /** The address with its query, as the client wrote it. */
  readonly url: string;
}

/** Injects the address with its query, as the client wrote it. */
export const RequestUrl = createParamDecorator(
  (_: undefined, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<FastifyRequest>().originalUrl,
);

/** True if one page is wanted, not the whole table. */
function isPaged({ limit, cursor }: AskedPage): boolean {
  return limit !== undefined || cursor !== undefined;
}

/**
 * The page to ask for, in one form of the answer. Of a CSV that is sent whole it is the first: it
 * does not show its pages, and larger ones mean fewer reads.
 */
export function pageIn(form: string, asked: AskedPage): AskedPage {
  const { limit, cursor } = asked;
  if (form === CSV_TYPE && !isPaged(asked)) return { limit: PAGE_LIMIT_MAX };
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

/** Rows to be sent as CSV, and the position they reflect. */
export interface TableRows<Row> {
  readonly table: Tabular<Row>;
  readonly rows: readonly Row[];
  readonly position: number;
  /** Where the next page starts, if these rows are a page. */
  readonly next?: string | null;
}

/**
 * Rows that were read together, as CSV with links to its metadata and to the next page.
 */
export function tableAnswer<Row>(
  asked: AskedTable,
  { table, rows, position, next = null }: TableRows<Row>,
): TextAnswer {
  const links = [describedBy(asked, table), ...(next === null ? [] : [nextPage(asked, next)])];
  return {
    type: TYPE,
    body: csvOf(table, rows, { bom: asked.bom === 'true' }),
    position,
    headers: { link: links.join(', '), vary: 'accept' },
  };
}

/** What makes a table of a paged answer. */
interface FurtherPages<Body extends NextPage, Row> extends Pick<
  PagedTable<Body, Row>,
  'table' | 'rows'
> {
  /** Reads the page at a cursor, for the same moment as the first. */
  readonly page: (cursor: string) => Promise<Answer<Body>>;
}

/**
 * A paged answer as a table in CSV: complete and streamed, unless a page is requested by `limit`
 * or `cursor`; a page links to the next one.
 *
 * @param first the page that was asked for
 */
export async function pagedTableAnswer<Body extends NextPage, Row>(
  asked: AskedTable,
  first: Answer<Body>,
  { table, rows, page }: FurtherPages<Body, Row>,
): Promise<TextAnswer | StreamAnswer> {
  if (isPaged(asked)) {
    const { position, body } = first;
    return tableAnswer(asked, { table, rows: rows(body), position, next: body.next });
  }
  const pages = async (cursor: string | undefined) =>
    cursor === undefined ? first : page(cursor);
  const whole = { table, rows, page: pages };
  const { position, pieces } = await wholeTable(whole, { bom: asked.bom === 'true' });
  const headers = { vary: 'accept', link: describedBy(asked, table) };
  return { type: TYPE, pieces, position, headers };
}

function describedBy({ url }: AskedTable, { name }: Tabular<never>): string {
  const address = `/${API}/tables/${name}?of=${encodeURIComponent(url)}`;
  return `<${address}>; rel="describedby"; type="application/csvm+json"`;
}

function nextPage({ url }: AskedTable, cursor: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}
