import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeIn, type EmbeddedSettings } from '@ledger/deployment';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { serveInProcess, type LedgerInProcess } from './ledger-in-process.js';
import { runLedger } from './command-line.js';

/** The seeds as the command line imported them, and a server on the same log. */
let folder: string;
let log: SqliteEventStore;
let ledger: LedgerInProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-seeds-'));
  await runLedger(folder, 'import', 'seeds');
  const { eventsFile } = placeIn(folder, {}) as EmbeddedSettings;
  log = SqliteEventStore.open({ file: eventsFile, readonly: true });
  ledger = await serveInProcess(log);
  await ledger.caughtUp();
});

afterAll(async () => {
  await ledger.close();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A list over HTTP, page after page. */
async function all<Item>(path: string, name: 'pairs' | 'changes'): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const asked = new URL(path, 'http://ledger');
    if (cursor !== '') asked.searchParams.set('cursor', cursor);
    const { status, body } = await ledger.get(`${asked.pathname}${asked.search}`);
    expect(status).toBe(200);
    items.push(...body[name]);
    cursor = body.next;
  }
  return items;
}

type Side = { readonly key: string; readonly print: { readonly printed: string } };
type Pair = { readonly a: Side; readonly b: Side; readonly difference: string };

/** One line for each pair: key and print in both, and the difference. */
async function pairsOf(a: string, b: string): Promise<readonly string[]> {
  const pairs = await all<Pair>(`/publications/${a}/compare/${b}`, 'pairs');
  const side = ({ key, print }: Side) => `${key} ${print.printed}`;
  return pairs.map((pair) => [side(pair.a), side(pair.b), pair.difference].join(' | '));
}

describe('Papers of five years apart', () => {
  it('share no figure, and are compared by the same figures of their own periods', async () => {
    const pairs = await pairsOf('kent-pdb-2019-06-05', 'kent-pdb-2024-09');
    const asb = 'incidents.anti-social-behaviour/kent';
    const calls = 'call-handling';

    expect(pairs).toHaveLength(14);
    expect(pairs).toEqual(
      expect.arrayContaining([
        `${asb}/2019-04 2,667 | ${asb}/2024-07 2834 | 167`,
        `${asb}/2019-02..2019-04/percent-change~2018-02..2018-04 5.2% | ` +
          `${asb}/2024-05..2024-07/percent-change~2023-05..2023-07 -6.6% | -11.8`,
        `${calls}.time-to-answer/kent/2019-04/channel=101 00:59 | ` +
          `${calls}.time-to-answer/kent/2024-07/channel=101 43 sec | -16`,
      ]),
    );
  });

  it('have no pair where both print the latest period', async () => {
    const [notes, review] = [
      'kent-pdb-2023-03-15-notes',
      'kmpcp-2023-06-27-neighbourhood-review',
    ];
    const { body } = await ledger.get(`/publications/${notes}/compare/${review}`);
    expect(body.counts).toMatchObject({ agreeing: 1, differing: 1 });
    expect(await pairsOf(notes, review)).toEqual([]);
  });
});

describe('ledger changes', () => {
  const changes = (...args: readonly string[]) => runLedger(folder, ...args);

  it.each([
    [[], ''],
    [['--kind', 'contradicted'], '?kind=contradicted'],
    [['--sort', 'largest', '--size-min', '1'], '?sort=largest&sizeMin=1'],
    [['--published-by', '2019-12-31'], '?publishedBy=2019-12-31'],
    [['--recorded-by', '2020'], '?recordedBy=2020'],
  ])('gives with %j what HTTP gives, as CSV and as JSON', async (args, query) => {
    const csv = await ledger.get(`/changes.csv${query}`);
    expect(csv.status).toBe(200);
    expect(await changes('changes', '--csv', ...args)).toEqual({ status: 0, out: csv.text });
    const { status, out } = await changes('--json', 'changes', ...args);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual(await all(`/changes${query}`, 'changes'));
  });

  it('has something to give, in pages, and no more than is asked for', async () => {
    const found = await all('/changes', 'changes');
    expect(found.length).toBeGreaterThan(50);
    const { out } = await changes('--json', 'changes', '--limit', '3');
    expect(JSON.parse(out)).toEqual(found.slice(0, 3));
  });
});
