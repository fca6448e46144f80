import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { serveInProcess } from './ledger-in-process.js';
import { register, reportOf, type ServedLedger } from './served-ledger.js';

let ledger: ServedLedger;

/** Each process has its own cache, so these need one. */
beforeEach(async () => {
  ledger = await serveInProcess();
  await register(ledger);
});

afterEach(() => ledger.close());

describe('Repeating a request with an Idempotency-Key', () => {
  it('gives the same answer again', async () => {
    const key = { 'idempotency-key': 'request-1' };
    const first = await ledger.post('/reports', [reportOf()], key);
    const again = await ledger.post('/reports', [reportOf()], key);
    expect(again.text).toBe(first.text);
    expect(again.status).toBe(first.status);
    expect(again.headers['ledger-position']).toBe(first.headers['ledger-position']);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('gives the same answer again to a batch of CloudEvents', async () => {
    const headers = {
      'idempotency-key': 'batch-1',
      'content-type': 'application/cloudevents-batch+json',
    };
    const event = { specversion: '1.0', type: 'FigureReported', id: 'u-1', source: '/records' };
    const events = [{ ...event, data: reportOf() }];
    const first = await ledger.post('/reports', events, headers);
    const again = await ledger.post('/reports', events, headers);
    expect(first.body).toMatchObject([{ outcome: 'recorded' }]);
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('refuses the key with another body', async () => {
    const key = { 'idempotency-key': 'request-1' };
    await ledger.post('/reports', reportOf(), key);
    const refused = await ledger.post('/reports', reportOf({ period: '2024-06' }), key);
    expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });
});
