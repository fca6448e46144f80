import { figureKey } from '@ledger/figures-domain';
import { madeFigure } from './made-data.js';
import { type Measurement } from './measuring.js';
import { startEmptyRoute, startLoad, startServer } from './processes.js';

/** More than any server caches: nearly every request is the first for its figure. */
const PATHS = 200_000;
const CONNECTIONS = 32;
const SECONDS = 10;
const MEGABYTE = 1_000_000;
/** A small answer, of a route like most of them. */
const SMALL_READ = '/api/v1/areas?limit=1';
const LOG_LOOK_MS = 100;

/**
 * The cost of reading one figure by both clocks, and of a small list, requested from a second
 * process, compared with an empty route of the same framework.
 *
 * @param ledger folder of a ledger whose views are built
 * @param figures how many figures it holds
 */
export async function benchFigureReads(
  ledger: string,
  figures: number,
): Promise<Measurement[]> {
  const empty = await startEmptyRoute();
  const server = await startServer(ledger);
  const load = startLoad();
  try {
    await logCaughtUp(server.url);
    const order = { connections: CONNECTIONS, seconds: SECONDS };
    const limit = await load.carryOut({ ...order, url: empty.url, paths: ['/empty'] });
    const read = await load.carryOut({ ...order, url: server.url, paths: pathsOf(figures) });
    const resident = server.residentBytes() / MEGABYTE;
    const listed = await load.carryOut({ ...order, url: server.url, paths: [SMALL_READ] });
    const failures = read.failures + listed.failures;
    if (failures > 0) throw new Error(`${failures} reads failed.`);
    return [
      { name: 'an empty route', value: limit.requestsPerSecond, unit: 'requests/s' },
      {
        name: `GET /figures/{key} by both clocks, ${figures} figures`,
        value: read.requestsPerSecond,
        unit: 'requests/s',
        ratio: {
          of: 'an empty route',
          value: read.requestsPerSecond / limit.requestsPerSecond,
          atLeast: 0.5,
        },
      },
      { name: 'the same, 99th percentile', value: read.p99Ms, unit: 'ms' },
      {
        name: 'resident memory of the server then',
        value: resident,
        unit: 'MB',
        bound: { atMost: 400 },
      },
      {
        name: `GET ${SMALL_READ}`,
        value: listed.requestsPerSecond,
        unit: 'requests/s',
        ratio: {
          of: 'an empty route',
          value: listed.requestsPerSecond / limit.requestsPerSecond,
        },
      },
    ];
  } finally {
    await load.stop();
    await server.stop();
    await empty.stop();
  }
}

/** Resolves once the server has signed every event: until then it works at its log. */
async function logCaughtUp(url: string): Promise<void> {
  for (;;) {
    const feed = await fetch(`${url}/api/v1/events?limit=1`);
    const { head } = (await feed.json()) as { head: string };
    const checkpoint = await fetch(`${url}/log/checkpoint`);
    const [, size] = (await checkpoint.text()).split('\n');
    if (checkpoint.ok && size === head) return;
    await new Promise((resolve) => setTimeout(resolve, LOG_LOOK_MS));
  }
}

function pathsOf(figures: number): string[] {
  const clocks = 'publishedBy=2025-01-01&recordedBy=2026-01-01';
  return Array.from({ length: Math.min(PATHS, figures) }, (_, i) => {
    const key = figureKey(madeFigure((i * 7_919) % figures).figure);
    return `/api/v1/figures/${key}?${clocks}`;
  });
}
