import { once } from 'node:events';
import { BEGINNING } from '@ledger/event-store-port';
import { toCloudEvent } from '@ledger/figures-application';
import {
  getPublicationFigures,
  searchFigures,
  type ViewReader,
  type AskedClocks,
  type AskedPage,
  type Clocks,
  type NextPage,
} from '@ledger/figures-read-models';
import {
  FOUND_FIGURES,
  PRINTED_FIGURES,
  wholeTable,
  type PagedTable,
} from '@ledger/figures-tables';
import { LEDGER_EVENTS } from '@ledger/figures-domain';
import { openStores } from '../context/ledger-stores.js';
import { withReader } from '../context/view-reader.js';
import type { CommandContext, ExitStatus } from '../context/command.js';

const PAGE = 200;
const EVENTS_A_PAGE = 1_000;

export interface ExportOptions extends AskedClocks {
  /** CSV instead of one JSON document a line. */
  readonly csv: boolean;
  /** CSV with a byte order mark, by which spreadsheets recognise UTF-8. */
  readonly bom: boolean;
}

/** Writes every event as a CloudEvent, one a line, in order of position. */
export async function exportEvents(context: CommandContext): Promise<ExitStatus> {
  const stores = await openStores(context.place());
  try {
    let after = BEGINNING;
    for (;;) {
      const page = await stores.eventStore.readAll(after, EVENTS_A_PAGE);
      const last = page.at(-1);
      if (last === undefined) return 0;
      const lines = page.map(({ position, body }) =>
        JSON.stringify(toCloudEvent({ position, record: LEDGER_EVENTS.decode(body) })),
      );
      await write(context, `${lines.join('\n')}\n`);
      after = last.position;
    }
  } finally {
    await stores.close();
  }
}

/** Writes every figure with its value in force by both clocks. */
export async function exportFigures(
  context: CommandContext,
  options: ExportOptions,
): Promise<ExitStatus> {
  await withReader(context, async (reader) => {
    const clocks = await settled(reader, options);
    await exportTable(context, options, {
      table: FOUND_FIGURES,
      page: (cursor) => searchFigures(reader, { ...clocks, ...pageOf(cursor) }),
      rows: ({ figures }) => figures,
    });
  });
  return 0;
}

/** Writes what one publication printed, in page order. */
export async function exportPublication(
  context: CommandContext,
  id: string,
  options: ExportOptions,
): Promise<ExitStatus> {
  await withReader(context, async (reader) => {
    const { recordedBy } = await settled(reader, options);
    await exportTable(context, options, {
      table: PRINTED_FIGURES,
      page: (cursor) => getPublicationFigures(reader, { id, recordedBy, ...pageOf(cursor) }),
      rows: ({ figures }) => figures,
    });
  });
  return 0;
}

/** Writes page by page, as CSV with the columns that HTTP has, or as one JSON document a line. */
async function exportTable<Body extends NextPage, Row>(
  context: CommandContext,
  { csv, bom }: ExportOptions,
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

function pageOf(cursor: string | undefined): AskedPage {
  return cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor };
}

/** Fixes both clocks, so that all pages of one export answer for the same moment. */
async function settled(
  reader: ViewReader,
  { publishedBy, recordedBy }: AskedClocks,
): Promise<Clocks> {
  const asked = {
    ...(publishedBy === undefined ? {} : { publishedBy }),
    ...(recordedBy === undefined ? {} : { recordedBy }),
  };
  return (await reader.asOf(asked)).clocks;
}

/** Waits for the reader, so that an export of any size needs little memory. */
async function write({ terminal }: CommandContext, text: string): Promise<void> {
  if (!terminal.out.write(text)) await once(terminal.out, 'drain');
}
