import { afterEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { StoreUnavailable } from '@ledger/event-store-port';
import { canonicalJson, derivedId } from '@ledger/kernel';
import { serveInProcess, type LedgerInProcess } from './ledger-in-process.js';
import { register, reportOf } from './served-ledger.js';

let ledger: LedgerInProcess | undefined;

afterEach(async () => {
  await ledger?.close();
});

/** An event whose facts lack what its type promises. */
async function poison(store: InMemoryEventStore): Promise<string> {
  const id = derivedId('poison');
  const body = canonicalJson({
    id,
    stream: 'publication-broken',
    revision: 0,
    type: 'PublicationRegistered',
    data: { id: 'broken' },
    schemaVersion: 1,
    recordedAt: '2025-01-01T00:00:00.000Z',
    actor: 'a',
    correlationId: 'b',
    causationId: 'c',
  });
  await store.append('publication-broken', -1, [{ id, type: 'PublicationRegistered', body }]);
  return id;
}

/** Polls until the answer changes. */
async function until(ask: () => Promise<{ status: number }>, status: number): Promise<void> {
  while ((await ask()).status !== status)
    await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('The readiness of a process that does everything', () => {
  it('is there once the views are, and names what was looked at', async () => {
    ledger = await serveInProcess();
    const { get } = ledger;
    await until(() => get('/health/ready'), 200);
    const { body } = await get('/health/ready');
    expect(body).toEqual({
      status: 'well',
      checks: ['log', 'projector', 'views-age', 'views'],
    });
  });

  it('is lost with the projection and the event named where one stands still', async () => {
    const store = new InMemoryEventStore();
    ledger = await serveInProcess(store);
    const { get } = ledger;
    await until(() => get('/health/ready'), 200);
    const eventId = await poison(store);
    await until(() => get('/health/ready'), 503);
    const { body, headers } = await get('/health/ready');
    expect(body).toMatchObject({ code: 'not-ready', status: 503 });
    expect(body.detail).toContain(`Projection figures stopped at event ${eventId}`);
    expect(body.facts.faulty[0].name).toBe('views');
    expect(headers['retry-after']).toBe('1');
    expect((await get('/health/live')).status).toBe(200);
  });

  it('is lost while the log is out of reach', async () => {
    const store = new BreakableStore();
    ledger = await serveInProcess(store);
    const { get, post } = ledger;
    await until(() => get('/health/ready'), 200);
    store.isBroken = true;
    const { status, body } = await get('/health/ready');
    expect(status).toBe(503);
    expect(body.detail).toMatch(/^log: The event store is unavailable/);
    const refused = await post('/reports', reportOf());
    expect(refused).toMatchObject({ status: 503, body: { code: 'store-unavailable' } });
    expect(refused.headers['retry-after']).toBe('1');
  });
});

describe('A failure nobody foresaw', () => {
  it('is answered with a correlation id, and logged once under it', async () => {
    const store = new BreakableStore();
    const logged: unknown[] = [];
    const silent = () => undefined;
    const error = (entry: unknown) => void logged.push(entry);
    ledger = await serveInProcess(store, { log: silent, warn: silent, error });
    const { post, caughtUp } = ledger;
    await caughtUp();
    store.bug = new TypeError('x is not a function');
    const broken = await post('/reports', reportOf(), { 'correlation-id': 'case-9' });
    expect(broken).toMatchObject({ status: 500, body: { code: 'unexpected-failure' } });
    expect(broken.text).not.toContain('x is not a function');
    expect(logged).toEqual([{ correlationId: 'case-9', err: store.bug }]);
  });
});

describe('The metrics of a process', () => {
  it('count what came of the reports that it took', async () => {
    ledger = await serveInProcess();
    await register(ledger);
    await ledger.post('/reports', reportOf());
    const { text } = await ledger.get('/metrics');
    expect(text).toContain('ledger_reports_total{outcome="recorded"} 1');
  });
});

/** A store with an outage or a bug on demand. */
class BreakableStore extends InMemoryEventStore {
  isBroken = false;
  bug: Error | undefined;

  override async head(): Promise<number> {
    this.#break();
    return super.head();
  }

  override async readStream(stream: string, fromRevision?: number, eventsMax?: number) {
    this.#break();
    return super.readStream(stream, fromRevision, eventsMax);
  }

  #break(): void {
    if (this.bug !== undefined) throw this.bug;
    if (this.isBroken) throw new StoreUnavailable('somebody pulled the plug');
  }
}
