import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { LogThread } from '@ledger/deployment';
import { NO_STREAM } from '@ledger/event-store-port';
import { generateKey } from '@ledger/transparency';
import { event, Scene } from '../contracts/kurrentdb-scene.js';
import { PROJECT } from './built.js';

let folder: string;
let thread: LogThread;

beforeEach(() => {
  Logger.overrideLogger(false);
  folder = mkdtempSync(join(tmpdir(), 'log-thread-'));
});

afterEach(async () => {
  await thread.stop();
  rmSync(folder, { recursive: true });
});

const DRIVER = pathToFileURL(join(PROJECT, 'node_modules/better-sqlite3/lib/index.js'));
const WORKER = pathToFileURL(join(PROJECT, 'dist/libs/deployment/src/duties/log-worker.js'));

/** Starts a thread on a program that receives the number of earlier starts. */
function start(program: string): void {
  const file = join(folder, 'program.mjs');
  writeFileSync(
    file,
    `import { appendFileSync, readFileSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    import Database from '${DRIVER.href}';
    const folder = ${JSON.stringify(folder)};
    appendFileSync(folder + '/starts', 'x');
    const start = readFileSync(folder + '/starts', 'utf8').length;
    const tell = (state) => parentPort.postMessage(state);
    const signed = { kind: 'signed', end: { entries: 0, position: 0 } };
    ${program}`,
  );
  const log = { folder, keys: [], formerKeys: [] };
  const events = { kind: 'embedded', eventsFile: '' } as const;
  thread = new LogThread({ events, log, everyMs: 1 }, pathToFileURL(file));
  thread.start();
}

const starts = () => readFileSync(join(folder, 'starts'), 'utf8').length;

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(5);
}

describe('The thread of the transparency log', () => {
  it('that crashes is reported until another one, started for it, has signed', async () => {
    start(`
      if (start < 3) throw new Error('out of luck');
      parentPort.on('message', (message) => message === 'stop' && parentPort.close());
      setTimeout(() => tell(signed), 50);
    `);
    await until(() => thread.fault?.includes('out of luck') ?? false);
    expect(thread.fault).toMatch(
      /^The transparency log crashed and is started again: Error: out of luck/,
    );
    await until(() => thread.fault === undefined);
    expect(starts()).toBe(3);
  });

  it('that outgrows its memory ends alone, and leaves the lock to the next', async () => {
    start(`
      const lock = new Database(folder + '/lock', { timeout: 0 });
      lock.exec('BEGIN EXCLUSIVE');
      if (start === 1) for (const kept = []; ; ) kept.push(new Array(100_000).fill({}));
      parentPort.on('message', () => parentPort.close());
      tell(signed);
    `);
    await until(() => thread.fault?.includes('ERR_WORKER_OUT_OF_MEMORY') ?? false);
    await until(() => thread.fault === undefined);
    expect(starts()).toBe(2);
  });

  it('reports an outage, and its end', async () => {
    start(`
      parentPort.on('message', (message) => message === 'stop' && parentPort.close());
      tell({ kind: 'waiting', fault: 'no disk' });
      setTimeout(() => tell({ kind: 'standing-by' }), 50);
    `);
    await until(() => thread.fault === 'no disk');
    await until(() => thread.fault === undefined);
  });

  it('is not started again where that cures nothing', async () => {
    start(`
      tell({ kind: 'refused', fault: 'another log' });
      parentPort.close();
    `);
    await until(() => thread.fault === 'another log');
    await thread.stop();
    expect(thread.fault).toBe('another log');
    expect(starts()).toBe(1);
  });

  it('signs what is recorded on a server', async () => {
    const scene = await Scene.begin();
    try {
      const events = [event('one'), event('two')];
      await scene.open().append('publisher-x', NO_STREAM, events);
      const connectionString = scene.server.connectionString({ discoveryInterval: '10' });
      const log = {
        ...{ folder: join(folder, 'log'), keys: [generateKey('x/log')], formerKeys: [] },
      };
      const followed = { kind: 'deployed', connectionString, streamPrefix: 'ledger-' } as const;
      thread = new LogThread({ events: followed, log, everyMs: 1 }, WORKER);
      thread.start();
      const checkpoint = join(log.folder, 'checkpoint');
      await until(() => existsSync(checkpoint));
      expect(readFileSync(checkpoint, 'utf8').split('\n')[1]).toBe('2');
      await thread.stop();
      expect(thread.fault).toBeUndefined();
    } finally {
      await scene.end();
    }
  });
});
