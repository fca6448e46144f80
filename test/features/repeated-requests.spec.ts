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

  it('refuses the key with another body', async () => {
    const key = { 'idempotency-key': 'request-1' };
    await ledger.post('/reports', reportOf(), key);
    const refused = await ledger.post('/reports', reportOf({ period: '2024-06' }), key);
    expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });
});
