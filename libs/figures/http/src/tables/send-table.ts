import type { NextPage } from '@ledger/figures-read-models';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CSV_TYPE } from '../answer/media-type.js';
import { sendText } from '../answer/send-text.js';
import { API } from '../frame/api-path.js';
import { csvOf, type Tabular } from './tabular.js';

/** Rows to be sent as CSV, and what they reflect. */
export interface TableAnswer<Row> extends Partial<NextPage> {
  readonly table: Tabular<Row>;
  readonly rows: readonly Row[];
  readonly position: number;
}

/** Sends rows as CSV, with links to what its columns mean and to the page after it. */
export function sendTable<Row>(
  request: FastifyRequest,
  reply: FastifyReply,
  { table, rows, position, next }: TableAnswer<Row>,
): void {
  const links = [
    `</${API}/tables/${table.name}>; rel="describedby"; type="application/csvm+json"`,
    ...(typeof next === 'string' ? [`<${nextPage(request, next)}>; rel="next"`] : []),
  ];
  sendText(request, reply, {
    type: `${CSV_TYPE}; charset=utf-8; header=present`,
    body: csvOf(table, rows),
    position,
    headers: { link: links.join(', '), vary: 'accept' },
  });
}

function nextPage({ url }: FastifyRequest, cursor: string): string {
  const [path = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `${path}?${parameters}`;
}
