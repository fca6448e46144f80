import { once } from 'node:events';
import { stringify } from 'csv-stringify/sync';
import { BEGINNING } from '@ledger/event-store-port';
import { toCloudEvent } from '@ledger/figures-application';
import {
  getPublicationFigures,
  searchFigures,
  ViewReader,
  type AskedClocks,
  type FoundFigure,
  type PrintedFigure,
} from '@ledger/figures-read-models';
import { decodeRecord, instantOf } from '@ledger/kernel';
import { openStores } from '../ledger-stores.js';
import type { CommandContext, ExitStatus } from './command.js';

const PAGE = 200;
const EVENTS_A_PAGE = 1_000;

export interface ExportOptions extends AskedClocks {
  /** CSV instead of a JSON document a line. */
  readonly csv: boolean;
}

/** Writes every event as CloudEvents, one a line, in order of position. */
export async function exportEvents(context: CommandContext): Promise<ExitStatus> {
  const stores = await openStores(context.place());
  try {
    let after = BEGINNING;
    for (;;) {
      const page = await stores.eventStore.readAll(after, EVENTS_A_PAGE);
      const last = page.at(-1);
      if (last === undefined) return 0;
      const lines = page.map(({ position, body }) =>
        JSON.stringify(toCloudEvent({ position, record: decodeRecord(body) })),
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
  { csv, ...clocks }: ExportOptions,
): Promise<ExitStatus> {
  const asked = settled(clocks);
  return withReader(context, async (reader) => {
    if (csv) await write(context, stringify([FIGURE_COLUMNS]));
    let cursor: string | undefined;
    do {
      const page = cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor };
      const { body } = await searchFigures(reader, { ...asked, ...page });
      const rows = csv
        ? stringify(body.figures.map(figureRow))
        : body.figures.map((figure) => `${JSON.stringify(figure)}\n`).join('');
      await write(context, rows);
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
  });
}

/** Writes what one publication printed, in the order of its pages. */
export async function exportPublication(
  context: CommandContext,
  id: string,
  { csv, recordedBy }: ExportOptions,
): Promise<ExitStatus> {
  const asked = settled(recordedBy === undefined ? {} : { recordedBy });
  return withReader(context, async (reader) => {
    let cursor: string | undefined;
    do {
      const page = cursor === undefined ? { limit: PAGE } : { limit: PAGE, cursor };
      const { body } = await getPublicationFigures(reader, { id, ...asked, ...page });
      if (csv && cursor === undefined) await write(context, stringify([PRINT_COLUMNS]));
      const rows = csv
        ? stringify(body.figures.map(printRow))
        : body.figures.map((figure) => `${JSON.stringify(figure)}\n`).join('');
      await write(context, rows);
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
  });
}

/** All pages of one export answer for the same moment, however long it takes. */
function settled(clocks: AskedClocks): AskedClocks {
  const recordedBy = clocks.recordedBy ?? instantOf(Date.now());
  return { ...clocks, recordedBy };
}

async function withReader(
  { place }: CommandContext,
  act: (reader: ViewReader) => Promise<void>,
): Promise<ExitStatus> {
  const stores = await openStores(place());
  const views = stores.openRows();
  try {
    await act(new ViewReader({ views, now: () => instantOf(Date.now()) }));
    return 0;
  } finally {
    await views.destroy();
    await stores.close();
  }
}

/** Waits for whoever reads: an export of any size takes no memory. */
async function write({ terminal }: CommandContext, text: string): Promise<void> {
  if (!terminal.out.write(text)) await once(terminal.out, 'drain');
}

const FIGURE_COLUMNS = [
  'key',
  'measure_title',
  'state',
  'value',
  'printed',
  'unit',
  'scale',
  'qualifier',
  'markers',
  'publication',
  'published',
];

function figureRow({ key, measureTitle, state, valueInForce }: FoundFigure): string[] {
  if (valueInForce === null) return [key, measureTitle, state, ...Array<string>(8).fill('')];
  const { value, printed, unit, scale, qualifier, markers, publication } = valueInForce;
  return [
    key,
    measureTitle,
    state,
    value ?? '',
    printed,
    unit,
    String(scale ?? ''),
    qualifier,
    markers.join(' '),
    publication.id,
    publication.published,
  ];
}

const PRINT_COLUMNS = [
  'key',
  'value',
  'printed',
  'unit',
  'scale',
  'qualifier',
  'markers',
  'role',
  'line',
  'occurrence',
  'move',
  'event_id',
];

function printRow(figure: PrintedFigure): string[] {
  const { key, value, printed, unit, scale, qualifier, markers, role, locator, move } = figure;
  return [
    key,
    value ?? '',
    printed,
    unit,
    String(scale ?? ''),
    qualifier,
    markers.join(' '),
    role,
    String(locator.line ?? ''),
    String(locator.occurrence ?? ''),
    move,
    figure.eventId,
  ];
}
