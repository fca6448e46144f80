import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { Views } from '@ledger/figures-read-models';
import { seed } from '@ledger/deployment';
import { sha256Hex } from '@ledger/kernel';
import { COMMANDS, READS, type FrozenRequest } from './frozen-requests.js';
import { serveInProcess, type LedgerInProcess } from './ledger-in-process.js';
import type { Served } from './requests.js';

/**
 * Every answer on the seeds as clients got it when it was last looked at: status, headers, bytes.
 * A change here is a change for every client; `jest --updateSnapshot` takes it on.
 */

const NOW = Date.parse('2026-01-05T09:00:00.000Z');

/** Longer bodies stand in the snapshot by their digest. */
const CHARACTERS_MAX = 500;

/** What a transport adds. */
const UNFROZEN_HEADERS = ['date', 'connection', 'keep-alive', 'transfer-encoding'];

let folder: string;
let ledger: LedgerInProcess;

beforeAll(async () => {
  const rest = ['nextTick', 'performance', 'hrtime', 'queueMicrotask', 'setImmediate'] as const;
  const timers = ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] as const;
  jest.useFakeTimers({ now: NOW, doNotFake: [...rest, ...timers, 'clearImmediate'] });
  folder = await mkdtemp(join(tmpdir(), 'frozen-'));
  const eventStore = new InMemoryEventStore();
  ledger = await serveInProcess(eventStore);
  await seed({
    eventStore,
    commands: ledger.app.get(CommandBus, { strict: false }),
    views: ledger.app.get(Views, { strict: false }),
    dataFolder: folder,
    seedsFolder: 'seeds',
    onProgress: () => undefined,
  });
}, 120_000);

afterAll(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
  jest.useRealTimers();
});

async function answer({ method = 'GET', url, headers = {}, body }: FrozenRequest) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const served = await ledger.ask({
    method,
    url,
    headers: { 'correlation-id': 'frozen', ...type, ...headers },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  return { status: served.status, headers: headersOf(served), body: bodyOf(served) };
}

function headersOf({ headers }: Served): Record<string, unknown> {
  const isForPeople = /^text.html|problem/.test(headers['content-type'] ?? '');
  const words = isForPeople ? ['etag', 'content-length'] : [];
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => ![...UNFROZEN_HEADERS, ...words].includes(name)),
  );
}

/** Sentences for people may be put better at any time. */
function bodyOf({ headers, text }: Served): unknown {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('text/html')) return 'a page';
  if (type.startsWith('application/problem+json') && text !== '') {
    const { detail: _detail, title: _title, facts = {}, ...problem } = JSON.parse(text);
    return { ...problem, facts: Object.keys(facts) };
  }
  return text.length <= CHARACTERS_MAX ? text : `${text.length} characters, ${sha256Hex(text)}`;
}

function named({ method = 'GET', url, headers = {} }: FrozenRequest): string {
  const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...sent].join(' | ');
}

describe('Reads of the seeds', () => {
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

describe('Commands on the seeds, one after another', () => {
  it.each(COMMANDS.map((request) => [named(request), request] as const))(
    '%s',
    async (_name, request) => {
      expect(await answer(request)).toMatchSnapshot();
    },
  );
});
