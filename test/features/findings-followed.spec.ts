import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FindingsDuty, StoredPosition } from '@ledger/deployment';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import type { ProjectionStore } from '@ledger/projections-port';
import { serveInProcess, type LedgerInProcess } from './ledger-in-process.js';
import { createViewsDatabase } from '../views-database.js';
import { register, reportOf } from './served-ledger.js';

const store = new InMemoryEventStore();
let ledger: LedgerInProcess;

const bug = (error: unknown) => {
  throw error;
};
/** Two followers that know nothing of each other, as two processes for a moment may be. */
const followers = (openStore: () => ProjectionStore) =>
  [1, 2].map(
    () => new FindingsDuty({ eventStore: store, checkpoints: openStore(), onRefused: bug }),
  );

beforeAll(async () => {
  ledger = await serveInProcess(store, undefined, followers);
  await register(ledger);
});
afterAll(() => ledger.close());

/** The types of the events about findings, once the last of them is of a type. */
async function untilLast(type: string, count: number): Promise<readonly string[]> {
  const stopping = new AbortController();
  const types: string[] = [];
  for await (const batch of store.follow({
    after: 0,
    batchEventsMax: 100,
    signal: stopping.signal,
  })) {
    for (const { type: one } of batch) if (one.startsWith('Finding')) types.push(one);
    if (types.length >= count && types.at(-1) === type) stopping.abort();
  }
  return types;
}

const print = (publication: string, line: number, fields: object) =>
  reportOf({ publication, locator: { line }, ...fields });
const sealed = async (publication: string) => {
  const { status, text } = await ledger.post(`/publications/${publication}/seal`, {});
  if (status >= 300) throw new Error(text);
};

describe('A server that follows findings', () => {
  it('raises what contradicts itself when the paper is sealed, and once', async () => {
    const paper = 'september-paper';
    const compared = { statistic: 'change', comparedWith: '2023-05' };
    await ledger.post('/reports', [
      print(paper, 1, { value: '121', printed: '121' }),
      print(paper, 2, { value: '101', printed: '101', period: '2023-05' }),
      print(paper, 3, { ...compared, value: '30', printed: '30' }),
    ]);
    await sealed(paper);

    expect(await untilLast('FindingRaised', 1)).toEqual(['FindingRaised']);
    await ledger.caughtUp();
    const { body } = await ledger.get('/findings?status=open&verdict=impossible');
    expect(body.findings).toMatchObject([{ publication: paper, status: 'open' }]);
    expect(body.findings[0].raisedAt).not.toBeNull();
  });

  it('closes it when a later paper revises the number', async () => {
    const change = { kind: 'correction', reason: 'a slip in the September paper' };
    const compared = { statistic: 'change', comparedWith: '2023-05' };
    await ledger.post('/reports', [
      print('december-paper', 3, { ...compared, value: '20', printed: '20', change }),
    ]);
    await sealed('december-paper');

    expect(await untilLast('FindingReconciled', 2)).toEqual([
      'FindingRaised',
      'FindingReconciled',
    ]);
    await ledger.caughtUp();
    const { body } = await ledger.get('/findings?verdict=impossible');
    expect(body.findings).toMatchObject([
      { publication: 'september-paper', verdict: 'impossible', status: 'reconciled' },
    ]);
  });

  it('is ready, and counts what it did', async () => {
    const { body } = await ledger.ask({ method: 'GET', url: '/health/ready' });
    expect(JSON.stringify(body)).not.toContain('findings is');
    const { text } = await ledger.ask({ method: 'GET', url: '/metrics' });
    expect(text).toMatch(/ledger_findings_reviews_total\{outcome="reviewed"\} \d/);
    expect(text).toContain('ledger_findings_raised_total 1');
    expect(text).toContain('ledger_findings_closed_total 1');
    expect(text).toContain('ledger_findings_lag_events{follower="findings"}');
  });
});

describe('The position of a follower', () => {
  const log = new InMemoryEventStore();
  const rules = { name: 'findings-follower', version: 1 };

  it('is kept between its runs, and begins again for other rules and another log', async () => {
    const { database, positionIn } = await positions();
    await positionIn(store, rules).moveTo(2);

    expect(await positionIn(store, rules).reached()).toBe(2);
    expect(await positionIn(store, { ...rules, version: 2 }).reached()).toBe(0);
    await positionIn(store, rules).moveTo(3);
    expect(await positionIn(log, rules).reached()).toBe(0);
    await database.close();
  });

  async function positions() {
    const made = await createViewsDatabase();
    const opened = made.openStore();
    return {
      database: {
        close: async () => {
          await opened.close();
          await made.drop();
        },
      },
      positionIn: (events: InMemoryEventStore, of: typeof rules) =>
        new StoredPosition(opened, events, of),
    };
  }
});
