import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { force } from '@ledger/figures-domain/testing';
import { reportOf, serveExamples, type ServedLedger } from './served-ledger.js';

let ledger: ServedLedger;

beforeAll(async () => {
  ledger = await serveExamples();
});

afterAll(() => ledger.close());

describe('A request that names another server', () => {
  it.each([
    'rebound.example',
    'rebound.example:3000',
    'localhost.example',
    '127.0.0.1.example',
    '192.0.2.7',
    'someone@127.0.0.1',
  ])('as %s is answered 421, whatever it asks', async (host) => {
    for (const url of ['/', '/api/v1/areas', '/api/v1/none', '/health/live', '/metrics']) {
      const { status } = await ledger.ask({ method: 'GET', url, headers: { host } });
      expect([url, status]).toEqual([url, 421]);
    }
    const { body } = await ledger.post('/publishers', force, { host });
    expect(body).toMatchObject({ code: 'foreign-host', facts: { host } });
  });

  it.each(['localhost', 'LOCALHOST:80', '127.0.0.1', '127.0.0.9:3000', '[::1]:3000'])(
    'is answered where it is %s, the name of a machine for itself',
    async (host) => {
      expect(await ledger.get('/areas', { host })).toMatchObject({ status: 200 });
    },
  );
});

describe('A web page of somebody else', () => {
  const send = (headers: Readonly<Record<string, string>>, path = '/publishers') =>
    ledger.post(path, force, { host: 'localhost:3000', ...headers });

  it.each([
    'https://page.example',
    'http://localhost:8000',
    'http://localhost',
    'http://127.0.0.1:3000',
    'file://localhost:3000',
    'null',
    'localhost:3000',
  ])('at %s can send no command', async (origin) => {
    const before = await ledger.head();
    for (const path of ['/publishers', '/publications/june-paper/seal', '/reports', '/none']) {
      expect(await send({ origin }, path)).toMatchObject({
        status: 403,
        body: { code: 'foreign-origin', facts: { origin } },
      });
    }
    expect(await ledger.head()).toBe(before);
  });

  it('can send none in a form that browsers send without asking for leave', async () => {
    const before = await ledger.head();
    for (const path of ['/publications/june-paper/seal', '/publishers', '/reports']) {
      const plain = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
      for (const type of plain) {
        const refused = await ledger.send(path, type, '{}');
        expect(refused).toMatchObject({ status: 415 });
      }
      const bare = await ledger.ask({ method: 'POST', url: `/api/v1${path}` });
      expect(bare).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
    }
    expect(await ledger.head()).toBe(before);
  });

  it('is no page of this server, which sends what it likes', async () => {
    const own = ['http://localhost:3000', 'https://LOCALHOST:3000'];
    for (const origin of own) expect(await send({ origin })).toMatchObject({ status: 200 });
    expect(await send({})).toMatchObject({ status: 200 });
  });
});

describe('The content type of a command', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
  ])('may be %s', async (type) => {
    const text = JSON.stringify(force);
    expect(await ledger.send('/publishers', type, text)).toMatchObject({ status: 200 });
    const report = JSON.stringify(reportOf());
    expect((await ledger.send('/reports', type, report)).body.code).toBeUndefined();
  });

  it('may name no other characters than UTF-8, which JSON is written in', async () => {
    const latin = 'application/json; charset=iso-8859-1';
    expect(await ledger.send('/publishers', latin, '{}')).toMatchObject({
      status: 415,
      body: { code: 'unsupported-media-type' },
    });
  });
});
