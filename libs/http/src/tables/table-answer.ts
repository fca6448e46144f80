import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { wholeTable, csvOf, type PagedTable, type Tabular } from '@ledger/figures-tables';
import type { AskedPage, NextPage } from '@ledger/figures-read-models';
import type { FastifyRequest } from 'fastify';
import {
  API,
  CSV_TYPE,
  PAGING,
  readPaging,
  readTablePaging,
  readWord,
  type QueryParameters,
  type StreamAnswer,
  type TextAnswer,
} from '@ledger/web';

/** Whether CSV begins with a byte order mark. */
const BOM = 'bom';
const YES_OR_NO = ['true', 'false'] as const;
const TYPE = `${CSV_TYPE}; charset=utf-8; header=present`;

/** The options of a request for a table: paging and byte order mark. */
export class AskedTable {
  readonly #query: QueryParameters;

  /** @param url the address with its query, as the client wrote it */
  constructor(
    readonly url: string,
    query: QueryParameters,
  ) {
    this.#query = query;
  }

  /** True if one page is wanted, not the whole table. */
  get isPaged(): boolean {
    return PAGING.some((name) => name in this.#query);
  }

  /** @throws {MalformedParameter} neither `true` nor `false` */
  get hasBom(): boolean {
    return readWord(this.#query, BOM, YES_OR_NO) === 'true';
  }

  /**
   * The page to ask for, in one form of the answer: of a CSV that is sent whole, the first.
   *
   * @throws {MalformedParameter}
   */
  pageIn(form: string): AskedPage {
    return form === CSV_TYPE ? readTablePaging(this.#query) : readPaging(this.#query);
  }
}

/** Injects the options of a request for a table, an {@link AskedTable}. */
export const TableRequest = createParamDecorator((_: undefined, context: ExecutionContext) => {
  const { originalUrl, query } = context.switchToHttp().getRequest<FastifyRequest>();
  return new AskedTable(originalUrl, query as QueryParameters);
});

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
 *
 * @throws {MalformedParameter}
 */
export function tableAnswer<Row>(
  asked: AskedTable,
  { table, rows, position, next = null }: TableRows<Row>,
): TextAnswer {
  const links = [describedBy(asked, table), ...(next === null ? [] : [nextPage(asked, next)])];
  return {
    type: TYPE,
    body: csvOf(table, rows, { bom: asked.hasBom }),
    position,
    headers: { link: links.join(', '), vary: 'accept' },
  };
}

/**
 * A table as CSV: complete and streamed, unless a page is requested by `limit` or `cursor`; a
 * page links to the next one.
 *
 * @throws {MalformedParameter}
 * @throws the errors of the first page
 */
export async function pagedTableAnswer<Body extends NextPage, Row>(
  asked: AskedTable,
  paged: PagedTable<Body, Row>,
): Promise<TextAnswer | StreamAnswer> {
  const { table } = paged;
  if (asked.isPaged) {
    const { position, body } = await paged.page(undefined);
    const { next } = body;
    return tableAnswer(asked, { table, rows: paged.rows(body), position, next });
  }
  const { position, pieces } = await wholeTable(paged, { bom: asked.hasBom });
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
  return `<${path}?${parameters}>; rel="next"`;
}
