import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { NO_STREAM } from '@ledger/event-store-port';
import { canonicalJson } from '@ledger/kernel';
import { generateKey } from '@ledger/transparency';
import { openLogIn, type OpenLog } from '../engines/open-log.js';
import { keepLog } from './keep-log.js';
import type { LogState } from './log-messages.js';

let folder: string;
let log: OpenLog;
let eventStore: InMemoryEventStore;
let stopping: AbortController;
let kept: Promise<void> | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keep-log-'));
  log = openLogIn({
    folder: join(folder, 'log'),
    keys: [generateKey('x/log')],
    formerKeys: [],
  });
  eventStore = new InMemoryEventStore();
  stopping = new AbortController();
});

afterEach(async () => {
  stopping.abort();
  await kept;
  rmSync(folder, { recursive: true });
});

async function recordOne(id: string): Promise<void> {
  const body = canonicalJson({ id, recordedAt: '2024-01-01T00:00:00Z' });
  await eventStore.append(id, NO_STREAM, [{ id, type: 'PublisherRegistered', body }]);
}

/** Keeps the log, and gives its states one after the other. */
function states(): () => Promise<LogState> {
  const had: LogState[] = [];
  let waiting = Promise.withResolvers<undefined>();
  const onState = (state: LogState) => {
    had.push(state);
    waiting.resolve(undefined);
  };
  const { signal } = stopping;
  kept = keepLog({ eventStore, log, everyMs: 0, signal, onState });
  return async () => {
    for (;;) {
      const state = had.shift();
      if (state !== undefined) return state;
      waiting = Promise.withResolvers();
      await waiting.promise;
    }
  };
}

describe('A transparency log that is kept', () => {
  it('reports each end that it signed, first the one it begins with', async () => {
    await recordOne('one');
    let next = states();
    expect(await next()).toEqual({ kind: 'signed', end: { entries: 1, position: 1 } });
    await recordOne('two');
    expect(await next()).toEqual({ kind: 'signed', end: { entries: 2, position: 2 } });
    stopping.abort();
    await kept;
    stopping = new AbortController();
    next = states();
    expect(await next()).toEqual({ kind: 'signed', end: { entries: 2, position: 2 } });
  });

  it('stands by while another process holds the lock, and then takes over', async () => {
    const other = await log.store.lock();
    const next = states();
    expect(await next()).toEqual({ kind: 'standing-by' });
    other?.release();
    for (;;) if ((await next()).kind === 'signed') break;
    expect(await log.store.lock()).toBeUndefined();
  });

  it('tries again after an outage', async () => {
    writeFileSync(join(folder, 'log'), 'no folder');
    const next = states();
    expect(await next()).toMatchObject({ kind: 'waiting' });
    rmSync(join(folder, 'log'));
    for (;;) if ((await next()).kind === 'signed') break;
  });

  it('ends where the event log is not the one that was signed', async () => {
    await recordOne('one');
    let next = states();
    expect(await next()).toMatchObject({ kind: 'signed' });
    stopping.abort();
    await kept;
    eventStore = new InMemoryEventStore();
    await recordOne('other');
    stopping = new AbortController();
    next = states();
    expect(await next()).toMatchObject({ kind: 'refused' });
    await kept;
    expect(await log.store.lock()).toBeDefined();
  });
});
