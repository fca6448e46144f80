import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { dayOf, dimensionFacts } from '@ledger/figures-domain/testing';
import { startServer, type ServerProcess } from './server-process.js';

const MILLION = 1_000_000;
const MEGABYTE = 1_000_000;
/** Enough lines to fill every cache, each of which is bounded. */
const WARM_UP = 100_000;
/** What a million more lines may add: only the variance of the garbage collector. */
const GROWTH_BYTES_MAX = 120 * MEGABYTE;
/** A figure of each on every day, which makes as many figures as a test needs. */
const BEATS = Array.from({ length: 1_000 }, (_, i) => `b${i}`);
/**
 * Small, so that the collector cannot defer its work: a leak per line would exhaust it. New
 * objects have as much room as `npm start` gives them; with less, collecting takes most time.
 */
const SMALL_HEAP = { NODE_OPTIONS: '--max-old-space-size=160 --max-semi-space-size=32' };

let folder: string;
let server: ServerProcess;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-stream-'));
  server = await start();
  await register(server.url);
});

afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('A stream of reports', () => {
  it('of a million lines is answered line by line without growing memory', async () => {
    expect(await send(server.url, [0, WARM_UP])).toEqual({ recorded: WARM_UP });
    const before = server.residentBytes();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, server.residentBytes());
    }, 200);
    // Every tenth line is not a report: refusals must not pile up either.
    const to = WARM_UP + MILLION;
    const answered = await send(server.url, [WARM_UP, to], {
      isBroken: (number) => number % 10 === 0,
    });
    clearInterval(watch);
    expect(answered).toEqual({ refused: MILLION / 10, recorded: (MILLION * 9) / 10 });
    expect(most - before).toBeLessThan(GROWTH_BYTES_MAX);
  }, 600_000);

  it('that a kill of the server breaks off has lost nothing that was answered', async () => {
    const answered = new Set<string>();
    const onLine = (line: string): void => {
      answered.add((JSON.parse(line) as { eventId: string }).eventId);
      if (answered.size === 20_000) void server.kill();
    };
    const sending = send(server.url, [0, 200_000], { onLine });
    await expect(sending).rejects.toThrow();
    expect(answered.size).toBeGreaterThanOrEqual(20_000);

    server = await start();
    const kept = await figureEvents(server.url);
    expect([...answered].filter((id) => !kept.has(id))).toEqual([]);

    const again = await send(server.url, [0, 60_000]);
    expect(again['unchanged']).toBe(kept.size);
    expect(again['recorded']).toBe(60_000 - kept.size);
    expect((await figureEvents(server.url)).size).toBe(60_000);
  }, 120_000);
});

function start(): Promise<ServerProcess> {
  return startServer(join(folder, 'data'), { LEDGER_SEEDS: 'none', ...SMALL_HEAP });
}

interface Sending {
  readonly isBroken?: (number: number) => boolean;
  readonly onLine?: (line: string) => void;
}

/** Sends numbered reports as one stream; returns the number of each outcome. */
async function send(
  url: string,
  [from, to]: readonly [from: number, to: number],
  { isBroken = () => false, onLine = () => undefined }: Sending = {},
): Promise<Record<string, number>> {
  const response = await fetch(`${url}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(pieces(from, to, isBroken))) as ReadableStream,
    duplex: 'half',
  });
  const outcomes: Record<string, number> = {};
  const lines = createInterface({ input: Readable.fromWeb(response.body as never) });
  const failed = new Promise<never>((_, reject) => {
    lines.once('error', reject);
  });
  const read = (async () => {
    for await (const line of lines) {
      onLine(line);
      const outcome = /"outcome":"([a-z]+)"/.exec(line)?.[1] ?? 'none';
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  })();
  await Promise.race([read, failed]);
  return outcomes;
}

function* pieces(
  from: number,
  to: number,
  isBroken: (number: number) => boolean,
): Generator<Buffer> {
  for (let start = from; start < to; start += 200) {
    let piece = '';
    for (let number = start; number < Math.min(start + 200, to); number += 1) {
      piece += isBroken(number) ? '{"publication":\n' : `${JSON.stringify(report(number))}\n`;
    }
    yield Buffer.from(piece);
  }
}

function report(number: number): unknown {
  return {
    publication: 'release',
    measure: 'crime.all',
    area: 'county',
    period: dayOf(Math.floor(number / BEATS.length)),
    breakdown: { beat: BEATS[number % BEATS.length] },
    value: String(number),
    printed: String(number),
    unit: 'offences',
    locator: { table: 'T', line: number + 1 },
  };
}

async function register(url: string): Promise<void> {
  await post(`${url}/api/v1/publishers`, { id: 'force', title: 'Force', kind: 'police-force' });
  await post(`${url}/api/v1/areas`, { id: 'county', title: 'County', kind: 'county' });
  await post(`${url}/api/v1/dimensions`, dimensionFacts('beat', ...BEATS));
  await post(`${url}/api/v1/measures`, {
    code: 'crime.all',
    title: 'Crime',
    units: ['offences'],
    valueType: 'count',
    kind: 'flow',
    polarity: 'down-is-good',
    owner: 'force',
    definition: 'All of it',
  });
  await post(`${url}/api/v1/publications`, {
    id: 'release',
    title: 'Release',
    kind: 'data-release',
    publisher: 'force',
    published: '2024-09-05',
    evidence: 'made up',
  });
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect({ ok: answer.ok, text: await answer.text() }).toMatchObject({ ok: true });
}

async function figureEvents(url: string): Promise<Set<string>> {
  const ids = new Set<string>();
  let after = 0;
  for (;;) {
    const answer = await fetch(`${url}/api/v1/events?after=${after}&limit=1000`);
    const { events } = (await answer.json()) as {
      events: readonly { id: string; type: string; position: string }[];
    };
    if (events.length === 0) return ids;
    for (const { id, type, position } of events) {
      if (type.startsWith('Figure')) ids.add(id);
      after = Number(position);
    }
  }
}
