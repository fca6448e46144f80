import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sha256Hex } from '@ledger/kernel';
import { COMMANDS, READS, type FrozenRequest } from './frozen-requests.js';
import { serveInProcess, type LedgerInProcess } from './ledger-in-process.js';
import type { Served } from './requests.js';
import { register, reportOf } from './served-ledger.js';

/**
 * Every answer of an example ledger as clients last received it: status, headers, bytes. A
 * change here is a change for every client; `jest --updateSnapshot` accepts it.
 */

const NOW = Date.parse('2026-01-05T09:00:00.000Z');

const FROZEN = { 'correlation-id': 'frozen' };

/** Longer bodies are in the snapshot as digests. */
const CHARACTERS_MAX = 500;

/** Differs between runs: it covers more of an event than answers show. */
const LEAF_HASH = /(?<="leafHash":")[0-9a-f]{64}/g;

/** Added by the transport, and `Ledger-Age` by a machine that is busy for seconds. */
const UNFROZEN_HEADERS = [
  ...['date', 'connection', 'keep-alive', 'transfer-encoding'],
  'ledger-age',
];

let ledger: LedgerInProcess;

beforeAll(async () => {
  const rest = ['nextTick', 'performance', 'hrtime', 'queueMicrotask', 'setImmediate'] as const;
  const timers = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] as const;
  jest.useFakeTimers({ now: NOW, doNotFake: [...rest, ...timers, 'clearImmediate'] });
  ledger = await serveInProcess();
  await register({ ...ledger, post: (path, body) => ledger.post(path, body, FROZEN) });
  const reports = Array.from({ length: 12 }, (_, at) => {
    const month = `2024-${String(at + 1).padStart(2, '0')}`;
    const value = String(400 + at);
    return reportOf({ period: month, value, printed: value, locator: { line: at + 1 } });
  });
  const later = { publication: 'december-paper', value: '420', printed: '420' };
  const { status, text } = await ledger.post('/reports', [...reports, reportOf(later)], FROZEN);
  if (status !== 200) throw new Error(text);
  await ledger.caughtUp();
});

afterAll(async () => {
  await ledger.close();
  jest.useRealTimers();
});

async function answer({ method = 'GET', url, headers = {}, body }: FrozenRequest) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const served = await ledger.ask({
    method,
    url,
    headers: { ...FROZEN, ...type, ...headers },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  return { status: served.status, headers: headersOf(served), body: bodyOf(served) };
}

function headersOf({ headers, text }: Served): Record<string, unknown> {
  const isForPeople = /^text.html|problem/.test(headers['content-type'] ?? '');
  const words = isForPeople || text.includes('"leafHash"') ? ['etag', 'content-length'] : [];
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => ![...UNFROZEN_HEADERS, ...words].includes(name)),
  );
}

/** Sentences for people may be reworded at any time. */
function bodyOf({ headers, text }: Served): unknown {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('text/html')) return 'a page';
  if (type.startsWith('application/problem+json') && text !== '') {
    const { detail: _detail, title: _title, facts = {}, ...problem } = JSON.parse(text);
    return { ...problem, facts: Object.keys(facts) };
  }
  const body = text.replaceAll(LEAF_HASH, 'a leaf hash');
  return body.length <= CHARACTERS_MAX ? body : `${body.length} characters, ${sha256Hex(body)}`;
}

function named({ method = 'GET', url, headers = {} }: FrozenRequest): string {
  const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...sent].join(' | ');
}

describe('Reads of an example ledger', () => {
  it.each(READS.map((request) => [named(request), request] as const))(
    '%s',
    async (_name, request) => {
      expect(await answer(request)).toMatchSnapshot();
    },
  );

  it('are answered with headers alone to those who have the body', async () => {
    const plain = READS.filter(({ method, headers }) => (method ?? headers) === undefined);
    for (const { url } of plain) {
      const { headers } = await ledger.ask({ method: 'GET', url });
      if (headers['etag'] === undefined) continue;
      const again = await answer({ url, headers: { 'if-none-match': headers['etag'] } });
      expect({ url, ...again }).toMatchObject({ status: 304, body: '' });
      expect(again.headers['etag']).toBe(headers['etag']);
      expect(again.headers['ledger-position']).toBe(headers['ledger-position']);
      expect(again.headers['cache-control']).toBe('no-cache');
      expect(again.headers['content-type']).toBeUndefined();
    }
  });
});

describe('Commands on it, one after another', () => {
  it.each(COMMANDS.map((request) => [named(request), request] as const))(
    '%s',
    async (_name, request) => {
      // The position in an answer is the views'.
      await ledger.caughtUp();
      expect(await answer(request)).toMatchSnapshot();
    },
  );
});
