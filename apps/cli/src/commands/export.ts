import { BEGINNING } from '@ledger/event-store-port';
import { toCloudEvent } from '@ledger/figures-application';
import {
  getPublicationFigures,
  searchFigures,
  type ViewReader,
  type AskedClocks,
  type AskedPage,
  type Clocks,
} from '@ledger/figures-read-models';
import { FOUND_FIGURES, PRINTED_FIGURES } from '@ledger/figures-tables';
import { LEDGER_EVENTS } from '@ledger/figures-domain';
import { openStores } from '../context/ledger-stores.js';
import { withReader } from '../context/view-reader.js';
import type { CommandContext, ExitStatus } from '../context/command.js';
import { write, writeTable } from './table-output.js';

const PAGE = 200;
const EVENTS_A_PAGE = 1_000;

/** The options of `ledger export`: both clocks, and the form of the output. */
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
    await writeTable(context, options, {
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
    await writeTable(context, options, {
      table: PRINTED_FIGURES,
      page: (cursor) => getPublicationFigures(reader, { id, recordedBy, ...pageOf(cursor) }),
      rows: ({ figures }) => figures,
    });
  });
  return 0;
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
