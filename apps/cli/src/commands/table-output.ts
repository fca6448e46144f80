import { once } from 'node:events';
import type { NextPage } from '@ledger/figures-read-models';
import { wholeTable, type PagedTable } from '@ledger/figures-tables';
import type { CommandContext } from '../context/command.js';

/** The form of a table. */
export interface TableForm {
  /** CSV with the columns that HTTP has, instead of one JSON document a line. */
  readonly csv: boolean;
  /** CSV with a byte order mark, by which spreadsheets recognise UTF-8. */
  readonly bom?: boolean;
}

/** Writes a table page by page, so that one of any size needs little memory. */
export async function writeTable<Body extends NextPage, Row>(
  context: CommandContext,
  { csv, bom = false }: TableForm,
  paged: PagedTable<Body, Row>,
): Promise<void> {
  if (csv) {
    const { pieces } = await wholeTable(paged, { bom });
    for await (const piece of pieces) await write(context, piece);
    return;
  }
  let cursor: string | undefined;
  do {
    const { body } = await paged.page(cursor);
    const lines = paged.rows(body).map((row) => `${JSON.stringify(row)}\n`);
    await write(context, lines.join(''));
    cursor = body.next ?? undefined;
  } while (cursor !== undefined);
}

/** Writes text, and waits until the reader of the output takes more. */
export async function write({ terminal }: CommandContext, text: string): Promise<void> {
  if (!terminal.out.write(text)) await once(terminal.out, 'drain');
}
