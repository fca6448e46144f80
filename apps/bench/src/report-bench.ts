import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { madeReportLine } from './made-data.js';
import { makeLedger } from './made-ledger.js';
import { type Measurement } from './measuring.js';
import { startServer, type RunningServer } from './processes.js';

const LAG_LOOK_MS = 250;

/**
 * Reports sent as one NDJSON stream over HTTP, each answered only when it is durable, while the
 * views follow.
 */
export async function benchReports(folder: string, reports: number): Promise<Measurement[]> {
  const ledger = join(folder, 'reports');
  await makeLedger(ledger, 0);
  const server = await startServer(ledger);
  try {
    const lag = watchLag(server);
    const started = performance.now();
    await sendAll(server, reports);
    const seconds = (performance.now() - started) / 1000;
    return [
      {
        name: 'reports from NDJSON to answered and durable',
        value: reports / seconds,
        unit: 'reports/s',
        bound: { atLeast: 15_000 },
      },
      {
        name: 'the views behind the log at that rate, at most',
        value: await lag.stop(),
        unit: 's',
        bound: { atMost: 2 },
      },
    ];
  } finally {
    await server.stop();
  }
}

/** @throws {Error} a report is not answered as recorded */
async function sendAll(server: RunningServer, reports: number): Promise<void> {
  const response = await fetch(`${server.url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(pieces(reports))) as ReadableStream,
    duplex: 'half',
  });
  if (response.body === null) throw new Error(`The server answered ${response.status}.`);
  let recorded = 0;
  const lines = createInterface({ input: Readable.fromWeb(response.body) });
  for await (const line of lines) if (line.includes('"outcome":"recorded"')) recorded += 1;
  if (recorded !== reports) throw new Error(`${recorded} of ${reports} reports were recorded.`);
}

const LINES_A_PIECE = 200;

function* pieces(reports: number): Generator<Buffer> {
  for (let from = 0; from < reports; from += LINES_A_PIECE) {
    let piece = '';
    const to = Math.min(from + LINES_A_PIECE, reports);
    for (let number = from; number < to; number += 1) piece += madeReportLine(number);
    yield Buffer.from(piece);
  }
}

/**
 * Measures how far the views lag: it repeatedly reads the feed's head, then waits until the
 * views reach it.
 */
function watchLag(server: RunningServer): { stop(): Promise<number> } {
  const stopping = new AbortController();
  let worstMs = 0;
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      const started = performance.now();
      const head = await headOf(server);
      await viewsReach(server, head);
      worstMs = Math.max(worstMs, performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, LAG_LOOK_MS));
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await watching;
      return worstMs / 1000;
    },
  };
}

/** The server limits a single wait to a few seconds. */
async function viewsReach(server: RunningServer, position: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`${server.url}/api/v1/publishers?waitFor=${position}`);
    if (answer.ok) return;
    if (answer.status !== 503) throw new Error(`Waiting was answered ${answer.status}.`);
  }
}

async function headOf(server: RunningServer): Promise<number> {
  const answer = await fetch(`${server.url}/api/v1/events?limit=1`);
  const { head } = (await answer.json()) as { head: number };
  return head;
}
