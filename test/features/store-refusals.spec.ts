import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import {
  AcrossStreamsNotOffered,
  AppendTooLarge,
  StoreAccessDenied,
  StoreShapeUnknown,
  StreamDeleted,
} from '@ledger/event-store-port';
import type { LedgerError } from '@ledger/kernel';
import { serveInProcess, type LedgerInProcess } from './ledger-in-process.js';
import { KEY, register, reportOf } from './served-ledger.js';

const FIGURE = `figure-${KEY}`;

/** A store that refuses every append. */
class RefusingStore extends InMemoryEventStore {
  refusal: LedgerError | undefined;

  override async append(...of: Parameters<InMemoryEventStore['append']>) {
    if (this.refusal !== undefined) throw this.refusal;
    return super.append(...of);
  }

  override async appendAcrossStreams(
    ...of: Parameters<InMemoryEventStore['appendAcrossStreams']>
  ) {
    if (this.refusal !== undefined) throw this.refusal;
    return super.appendAcrossStreams(...of);
  }
}

let store: RefusingStore;
let ledger: LedgerInProcess;
let logged: unknown[];

beforeEach(async () => {
  store = new RefusingStore();
  logged = [];
  const silent = () => undefined;
  const error = (entry: unknown) => void logged.push(entry);
  ledger = await serveInProcess(store, { log: silent, warn: silent, error });
  await register(ledger);
});

afterEach(async () => {
  await ledger.close();
});

describe('What the store refuses, asked over HTTP', () => {
  it.each([
    [503, '1', new StoreAccessDenied(`append to ${FIGURE}`)],
    [503, '1', new StoreShapeUnknown(`Stream ${FIGURE}`, 'a record of another program')],
    [409, undefined, new StreamDeleted(FIGURE)],
    [500, undefined, new AcrossStreamsNotOffered('its server is too old')],
  ])(
    'is a problem of status %i, and logged for the operator',
    async (status, wait, refusal) => {
      store.refusal = refusal;
      const { code, message } = refusal;
      const headers = { 'correlation-id': 'case-9' };
      for (const [path, body] of [
        ['/reports', reportOf()],
        ['/areas', { id: 'ashford', title: 'Ashford', kind: 'ward' }],
      ] as const) {
        logged.length = 0;
        const answer = await ledger.post(path, body, headers);
        expect(answer).toMatchObject({ status, body: { status, code, detail: message } });
        expect(answer.headers['content-type']).toContain('application/problem+json');
        expect(answer.headers['retry-after']).toBe(wait);
        expect(logged).toEqual([{ correlationId: 'case-9', err: refusal }]);
      }
    },
  );

  it('is a problem of status 413 where it is too much, which is for the caller', async () => {
    store.refusal = new AppendTooLarge(FIGURE, 2_000, 1_024);
    const asked = [
      ledger.post('/reports', reportOf()),
      ledger.post('/areas', { id: 'ashford', title: 'Ashford', kind: 'ward' }),
    ];
    for (const answer of await Promise.all(asked)) {
      expect(answer).toMatchObject({ status: 413, body: { code: 'append-too-large' } });
    }
    expect(logged).toEqual([]);
  });

  it('is described where the answer points to', async () => {
    store.refusal = new StreamDeleted(FIGURE);
    const { body } = await ledger.post('/reports', reportOf());
    const described = await ledger.get(body.type.replace('/api/v1', ''));
    expect(described).toMatchObject({ status: 200, body: { code: 'stream-deleted' } });
  });
});
