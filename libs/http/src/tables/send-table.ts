import { Readable } from 'node:stream';
import { wholeTable, csvOf, type PagedTable, type Tabular } from '@ledger/figures-tables';
import type { NextPage } from '@ledger/figures-read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  CSV_TYPE,
  POSITION_HEADER,
  sendText,
  API,
  PAGING,
  readWord,
  type QueryParameters,
} from '@ledger/web';

/** Whether CSV begins with a byte order mark. */
export const BOM = 'bom';

/** Rows to be sent as CSV, and what they reflect. */
export interface TableAnswer<Row> {
  readonly table: Tabular<Row>;
  readonly rows: readonly Row[];
  readonly position: number;
  /** Where the next page begins, if these rows are a page. */
  readonly next?: string | null;
}

/** Sends rows that were read at once as CSV, with links to what its columns mean and to more. */
export function sendTable<Row>(
  request: FastifyRequest,
  reply: FastifyReply,
  { table, rows, position, next = null }: TableAnswer<Row>,
): void {
  const links = [
    describedBy(request, table),
    ...(next === null ? [] : [nextPage(request, next)]),
  ];
  sendText(request, reply, {
    type: TYPE,
    body: csvOf(table, rows, formOf(request)),
    position,
    headers: { link: links.join(', '), vary: 'accept' },
  });
}

/**
 * Sends a table as CSV: whole, as it is read, unless the caller asks for a page by `limit` or
 * `cursor`; a page has a link to the next.
 *
 * @throws whatever the first page throws
 */
export async function sendPagedTable<Body extends NextPage, Row>(
  request: FastifyRequest,
  reply: FastifyReply,
  paged: PagedTable<Body, Row>,
): Promise<void> {
  const { table } = paged;
  if (PAGING.some((name) => name in (request.query as QueryParameters))) {
    const { position, body } = await paged.page(undefined);
    const { next } = body;
    return sendTable(request, reply, { table, rows: paged.rows(body), position, next });
  }
  const { position, pieces } = await wholeTable(paged, formOf(request));
  void reply
    .header('content-type', TYPE)
    .header('cache-control', 'no-cache')
    .header('vary', 'accept')
    .header('link', describedBy(request, table))
    .header(POSITION_HEADER, position)
    .send(Readable.from(pieces));
}

const TYPE = `${CSV_TYPE}; charset=utf-8; header=present`;
const YES_OR_NO = ['true', 'false'] as const;

/** @throws {MalformedParameter} neither `true` nor `false` */
function formOf({ query }: FastifyRequest): { readonly bom: boolean } {
  return { bom: readWord(query as QueryParameters, BOM, YES_OR_NO) === 'true' };
}

function describedBy({ originalUrl }: FastifyRequest, { name }: Tabular<never>): string {
  const address = `/${API}/tables/${name}?of=${encodeURIComponent(originalUrl)}`;
  return `<${address}>; rel="describedby"; type="application/csvm+json"`;
}

function nextPage({ originalUrl }: FastifyRequest, cursor: string): string {
  const [path = '', query = ''] = originalUrl.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters}>; rel="next"`;
}
