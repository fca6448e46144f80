import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { decodeRecord } from '@ledger/kernel';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI, SEEDS } from './built.js';
import { environmentWithoutEngines } from './environment.js';

const KILLS = 30;
/** Fixed, so that a failure can be reproduced; printed with every moment derived from it. */
const SEED = 20_240_905;

describe('Killing an import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-crash-'));
  let whole: readonly string[];
  let wholeMs: number;
  const lefts: number[] = [];

  beforeAll(async () => {
    const started = Date.now();
    await importSeeds(join(folder, 'whole'));
    wholeMs = Date.now() - started;
    whole = await said(join(folder, 'whole'));
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has something to lose', () => {
    expect(whole.length).toBeGreaterThan(2_000);
  });

  const moments = Array.from({ length: KILLS }, (_, i) => scattered(SEED + i));

  it.each(moments)(
    'at %f of its time and importing again leaves what an import without a kill leaves',
    async (moment) => {
      const ledger = join(folder, String(moment));
      await importSeeds(ledger, moment * wholeMs);
      const left = await said(ledger);
      lefts.push(left.length);
      // The reports of a publication are all there or none, whenever it was killed.
      const [leftOf, wholeOf] = [printedBy(left), printedBy(whole)];
      for (const [id, printed] of leftOf) expect([id, printed]).toEqual([id, wholeOf.get(id)]);
      await importSeeds(ledger);
      const after = await said(ledger);
      expect(after).toEqual(whole);
      expect(after.slice(0, left.length)).toEqual(left);
      await expect(verified(ledger)).resolves.toBe(0);
      rmSync(ledger, { recursive: true });
    },
  );

  it('was at times in the middle of it', () => {
    const middles = lefts.filter((left) => left > 0 && left < whole.length);
    expect(middles.length).toBeGreaterThan(0);
  });
});

/** Runs the import to its end, or kills it after so many milliseconds. */
async function importSeeds(ledger: string, killAfterMs?: number): Promise<void> {
  const child = spawn(process.execPath, [CLI, '--data', ledger, 'import', SEEDS], {
    env: environmentWithoutEngines(),
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  if (killAfterMs === undefined) {
    const [status] = (await ended) as [number | null];
    expect(status).toBe(0);
    return;
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  await ended;
  clearTimeout(timer);
}

async function verified(ledger: string): Promise<number | null> {
  const child = spawn(process.execPath, [CLI, '--data', ledger, 'verify'], {
    env: environmentWithoutEngines(),
    stdio: 'ignore',
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}

/** The contents of the log, in order: everything but actors and times. */
async function said(ledger: string): Promise<readonly string[]> {
  let store: SqliteEventStore;
  try {
    store = SqliteEventStore.open({ file: join(ledger, 'ledger.db'), readonly: true });
  } catch {
    return []; // Killed before there was a file.
  }
  const events = await store.readAll(0, 100_000);
  await store.close();
  return events.map(({ id, body }) => {
    const { stream, revision, type, data } = decodeRecord(body);
    return JSON.stringify({ id, stream, revision, type, data });
  });
}

/** The number of events with printed figures, by publication. */
function printedBy(record: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of record) {
    const { data } = JSON.parse(text) as { data: { publication?: string; locator?: object } };
    const { publication, locator } = data;
    if (publication === undefined || locator === undefined) continue;
    counts.set(publication, (counts.get(publication) ?? 0) + 1);
  }
  return counts;
}

/** A pseudo-random number from 0 to 1, always the same. */
function scattered(seed: number): number {
  return (Math.imul(seed, 2_654_435_761) >>> 0) / 2 ** 32;
}
