import { join } from 'node:path';
import { figureKey } from '@ledger/figures-domain';
import { madeFigure, madeReportLine, PUBLICATION, type MadeFigure } from './made-data.js';
import { makeLedger } from './made-ledger.js';
import type { Measurement } from './measuring.js';
import { startServer, type RunningServer } from './processes.js';

const NDJSON = 'application/x-ndjson';
const CLOUD_EVENTS = 'application/cloudevents-batch+json';

/** The most reports in an array, and in one that is recorded all or none. */
const REPORTS = 10_000;
const REPORTS_TOGETHER = 5_000;

/** The most bytes of a body. */
const BYTES = 16 * 1024 * 1024;
const NAMES = 900_000;

/** A request that takes a server long, by name. */
interface LongRequest {
  readonly name: string;
  readonly path?: string;
  readonly type?: string;
  readonly body?: () => string;
}

const ONE_FIGURE = madeFigure(4 * REPORTS);

const LONG_REQUESTS: readonly LongRequest[] = [
  { name: 'an array of new reports', body: () => arrayOf(0, REPORTS) },
  { name: 'the same array again', body: () => arrayOf(0, REPORTS) },
  {
    name: 'an array that is recorded all or none',
    body: () => arrayOf(REPORTS, REPORTS_TOGETHER),
  },
  { name: 'an array of reports of one figure', body: () => ofOneFigure(REPORTS) },
  { name: 'an array of refused reports', body: () => arrayOf(0, REPORTS, { area: 'none' }) },
  { name: 'an array of what are no reports', body: () => filled('0', REPORTS * 2) },
  { name: 'events of one sender', type: CLOUD_EVENTS, body: () => eventsOf(() => '/one') },
  {
    name: 'events of as many senders',
    type: CLOUD_EVENTS,
    body: () => eventsOf((at) => `/sender/${at}`),
  },
  { name: 'lines', type: NDJSON, body: () => lines(2 * REPORTS, REPORTS).join('') },
  { name: 'lines that are no reports', type: NDJSON, body: () => '0\n'.repeat(50_000) },
  { name: 'blank lines', type: NDJSON, body: () => '\n'.repeat(15_000_000) },
  { name: 'a figure that is printed very often', path: `/figures/${keyOf(ONE_FIGURE)}` },
  { name: 'its history', path: `/figures/${keyOf(ONE_FIGURE)}/history?limit=500` },
  { name: 'a page of the feed', path: '/events?limit=500' },
  { name: 'a page of figures', path: '/figures?limit=500' },
  { name: 'a publication as a table', path: `/publications/${PUBLICATION}/figures.csv` },
  { name: 'an object of many names', body: () => `{${names(NAMES)}}` },
  { name: 'an array of one such object', body: () => `[{${names(NAMES)}}]` },
  { name: 'an array of large objects', body: () => filled(`{${names(900)}}`, 1.2e7) },
  { name: 'brackets without end', body: () => '['.repeat(BYTES) },
  { name: 'an array of zeros', body: () => filled('0', BYTES) },
  { name: 'an array of an array of zeros', body: () => `[${filled('0', BYTES - 2)}]` },
  { name: 'an array of empty arrays', body: () => filled('[]', BYTES) },
  { name: 'a text', body: () => `["${'\\n'.repeat(BYTES / 2 - 2)}"]` },
  { name: 'a text that is not ASCII', body: () => `["${'é'.repeat(BYTES / 2 - 2)}"]` },
  { name: 'white space', body: () => ' '.repeat(BYTES) },
];

/**
 * The longest that the main thread of a server blocks the event loop, in CPU time, under
 * requests made to take long: accepted ones and refused ones.
 */
export async function benchStalls(folder: string): Promise<Measurement[]> {
  const ledger = join(folder, 'stalls');
  await makeLedger(ledger, 0);
  const server = await startServer(ledger, { isProbed: true });
  try {
    // Compiling and loading code for the first request of a kind is not a stall of a running
    // server.
    for (const request of LONG_REQUESTS)
      if (request.path !== undefined) await send(server, request);
    await send(server, { name: 'a few', body: () => arrayOf(0, 500, { area: 'none' }) });
    let worst = { name: '', stallMs: 0 };
    for (const request of LONG_REQUESTS) {
      await server.longestStallMs();
      await send(server, request);
      const stallMs = await server.longestStallMs();
      if (stallMs > worst.stallMs) worst = { name: request.name, stallMs };
    }
    return [
      {
        name: 'the longest stall of the server under requests made to be long',
        value: worst.stallMs,
        unit: 'ms of CPU',
        bound: { atMost: 100 },
        note: worst.name,
      },
    ];
  } finally {
    await server.stop();
  }
}

async function send(
  { url }: RunningServer,
  { path = '/reports', type = 'application/json', body }: LongRequest,
): Promise<void> {
  const sent = { method: 'POST', headers: { 'content-type': type }, body: body?.() ?? '' };
  const answer = await fetch(`${url}/api/v1${path}`, body === undefined ? {} : sent);
  await answer.arrayBuffer();
  if (answer.status >= 500) throw new Error(`The server answered ${answer.status}.`);
}

function lines(from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => madeReportLine(from + i));
}

function arrayOf(from: number, count: number, fields: object = {}): string {
  const reports = lines(from, count).map((line) => JSON.parse(line) as object);
  return JSON.stringify(reports.map((report) => ({ ...report, ...fields })));
}

/** Events with reports that no other request holds. */
function eventsOf(sourceOf: (at: number) => string): string {
  const envelope = { specversion: '1.0', type: 'FigureReported', id: '1' };
  const events = lines(5 * REPORTS, REPORTS).map((line, at) => ({
    ...envelope,
    source: sourceOf(at),
    data: JSON.parse(line) as object,
  }));
  return JSON.stringify(events);
}

/** Reports of one figure, with as many locators. */
function ofOneFigure(count: number): string {
  const report = JSON.parse(madeReportLine(4 * REPORTS)) as object;
  const places = Array.from({ length: count }, (_, i) => ({ locator: { line: i + 1 } }));
  return JSON.stringify(places.map((place) => ({ ...report, ...place })));
}

function keyOf({ figure }: MadeFigure): string {
  return figureKey(figure);
}

function names(count: number): string {
  return Array.from({ length: count }, (_, i) => `"n${i}":${i}`).join();
}

/** An array that repeats one item, of at most so many bytes. */
function filled(item: string, bytes: number): string {
  return `[${`${item},`.repeat(Math.floor((bytes - 2) / (item.length + 1)) - 1)}${item}]`;
}
