import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { force, kent, measureFacts, papers } from '@ledger/figures-domain/testing';
import Database from 'better-sqlite3';
import { CLI, SEEDS } from './built.js';
import { environmentWithoutEngines } from './environment.js';
import { startServer, type ServerProcess } from './server-process.js';

/** Each starts programs, which takes long on a busy machine. */
jest.setTimeout(60_000);

let folder: string;
let server: ServerProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-backup-'));
});

afterEach(async () => {
  await server?.kill();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);

interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

function ledger(data: string, ...words: string[]): Promise<Ended> {
  const env = environmentWithoutEngines();
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [CLI, '--data', at(data), ...words],
      { env },
      (error, out, err) => resolve({ status: Number(error?.code ?? 0), out, err }),
    );
  });
}

async function post(path: string, body: unknown): Promise<{ eventId?: string }> {
  const answer = await fetch(`${server?.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as { eventId?: string };
}

function report(line: number): Promise<{ eventId?: string }> {
  return post('/reports', {
    publication: papers.september.id,
    measure: measureFacts().code,
    area: kent.id,
    period: '2024-05',
    value: '412',
    printed: '412',
    unit: 'offences',
    locator: { line },
  });
}

/** A running server with the subjects of reports. */
async function started(): Promise<void> {
  server = await startServer(at('data'), { LEDGER_SEEDS: 'none' });
  await post('/publishers', force);
  await post('/areas', kent);
  await post('/measures', measureFacts());
  await post('/publications', papers.september);
}

async function idsIn(file: string): Promise<readonly string[]> {
  const store = SqliteEventStore.open({ file, readonly: true });
  const events = await store.readAll(0, 1_000_000);
  await store.close();
  return events.map(({ id }) => id);
}

describe('A backup of a running ledger', () => {
  it('holds all that was answered before it, is sound, and states its head', async () => {
    await started();
    const before: (string | undefined)[] = [];
    for (let line = 1; line <= 50; line += 1) before.push((await report(line)).eventId);
    let isDone = false;
    let line = 1_000;
    const reporting = Array.from({ length: 4 }, async () => {
      while (!isDone) await report((line += 1));
    });
    const { status, out, err } = await ledger('data', 'backup', at('copy'));
    isDone = true;
    await Promise.all(reporting);
    expect([status, err]).toEqual([0, '']);

    const kept = await idsIn(join(at('copy'), 'ledger.db'));
    expect(kept).toEqual(expect.arrayContaining(before));
    expect(out).toContain(`events up to position ${kept.length}, event ${kept.at(-1)}`);
    const head: unknown = JSON.parse(await readFile(join(at('copy'), 'backup.json'), 'utf8'));
    expect(head).toEqual({ position: kept.length, eventId: kept.at(-1) });

    expect(await ledger('restored', 'restore', at('copy'))).toMatchObject({
      status: 0,
      err: '',
    });
    expect(await ledger('restored', 'rebuild')).toMatchObject({ status: 0 });
    expect(await ledger('restored', 'verify')).toMatchObject({ status: 0 });
    await server?.stop();
    server = await startServer(at('restored'), { LEDGER_SEEDS: 'none' });
    await report(10_000);
    const going = await idsIn(join(at('restored'), 'ledger.db'));
    expect(going.slice(0, kept.length)).toEqual(kept);
    expect(going).toHaveLength(kept.length + 1);
  }, 120_000);
});

describe('A backup', () => {
  /** Holds a ledger in `data` and its backup in `copy`. */
  let made: string;

  beforeAll(async () => {
    made = folder = await mkdtemp(join(tmpdir(), 'ledger-backup-'));
    await started();
    await report(1);
    await server?.stop();
    expect(await ledger('data', 'backup', at('copy'))).toMatchObject({ status: 0 });
  }, 60_000);

  beforeEach(() => cp(made, folder, { recursive: true }));

  afterAll(() => rm(made, { recursive: true, force: true }));

  it('is never written over another one', async () => {
    const { status, err } = await ledger('data', 'backup', at('copy'));
    expect([status, err]).toEqual([2, expect.stringContaining('holds a backup already')]);
  });

  it('is not restored over a ledger, nor beside views that are left of one', async () => {
    const over = await ledger('data', 'restore', at('copy'));
    expect([over.status, over.err]).toEqual([2, expect.stringContaining('is there already')]);
    await mkdir(at('left'));
    await cp(join(at('data'), 'views.db'), join(at('left'), 'views.db'));
    const beside = await ledger('left', 'restore', at('copy'));
    expect([beside.status, beside.err]).toEqual([2, expect.stringContaining('views.db is')]);
  });

  it('is not made of a damaged record, nor restored once it is damaged', async () => {
    for (const name of ['data', 'copy']) {
      const connection = new Database(join(at(name), 'ledger.db'));
      connection.exec('DROP TRIGGER events_no_update');
      connection.close();
    }
    const made = await ledger('data', 'backup', at('second'));
    expect([made.status, made.err]).toEqual([2, expect.stringContaining('backup-not-sound')]);
    const restored = await ledger('new', 'restore', at('copy'));
    expect([restored.status, restored.err]).toEqual([
      2,
      expect.stringContaining('the guard events_no_update is missing'),
    ]);
  });

  it('of which the end is missing is not restored', async () => {
    await writeFile(join(at('copy'), 'backup.json'), '{"position": 9, "eventId": "x"}');
    const { status, err } = await ledger('new', 'restore', at('copy'));
    expect([status, err]).toEqual([2, expect.stringContaining('backup-not-whole')]);
  });

  it('reports in one line that its folder, or that of a ledger, cannot be made', async () => {
    await writeFile(at('file'), '');
    const tried = [
      await ledger('data', 'backup', '/proc/ledger/backup'),
      await ledger('file/below', 'restore', at('copy')),
      await ledger('file/below', 'import', SEEDS),
    ];
    const line = /^folder-not-made: The folder \S+ cannot be made: .*\n$/;
    for (const one of tried) {
      expect(one).toEqual({ status: 2, out: '', err: expect.stringMatching(line) });
    }
  });

  it('is looked for where it is', async () => {
    const { status, err } = await ledger('new', 'restore', at('nowhere'));
    expect([status, err]).toEqual([2, expect.stringContaining('There is no backup in')]);
  });
});
