import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from '@jest/globals';
import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { derivedId } from '@ledger/kernel';
import Database from 'better-sqlite3';

const COMPILED = join('dist', 'event-store-crash');
const WRITER = join(COMPILED, 'test', 'system', 'event-store-writer.js');
const EVENTS_PER_APPEND = 3;
const RECORD_MAX = 1_000_000;

interface Answer {
  readonly writer: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

let folder: string;
let file: string;
let writers: ChildProcess[];

beforeAll(async () => {
  const sources = ['libs/kernel', 'libs/event-store', 'test/system/event-store-writer.ts'];
  await promisify(execFile)(process.execPath, ['infra/build.mjs', COMPILED, ...sources]);
}, 60_000);

afterAll(() => rm(COMPILED, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-store-crash-'));
  file = join(folder, 'events.sqlite');
  writers = [];
});

afterEach(async () => {
  for (const writer of writers) writer.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

describe('A process killed while it appends', () => {
  it('leaves everything it answered, no half append, and a store to go on with', async () => {
    const answered: Answer[] = [];
    for (const answers of [1, 200, 3_000]) {
      answered.push(...(await writeAndKill((said) => said >= answers)));
      const store = SqliteEventStore.open({ file });
      const record = await store.readAll(BEGINNING, RECORD_MAX);
      await store.close();

      expect(answersNotIn(record, answered)).toEqual([]);
      expect(halfAppends(record)).toEqual([]);
      expect(soundness()).toBe('ok');
    }
    expect(answered.length).toBeGreaterThanOrEqual(3_201);
  }, 60_000);

  it('has been followed by another process to the last event', async () => {
    await SqliteEventStore.open({ file }).close();
    const reader = SqliteEventStore.open({ file, readonly: true });
    const stop = new AbortController();
    const followed: StoredEvent[] = [];
    const following = follow(reader, followed, stop.signal);
    const answered = await writeAndKill((said) => said >= 1_000);

    const last = Math.max(...answered.map(({ position }) => position));
    while ((followed.at(-1)?.position ?? BEGINNING) < last) await turn();
    stop.abort();
    await following;
    expect(answersNotIn(followed, answered)).toEqual([]);
    const record = await reader.readAll(BEGINNING, followed.length);
    expect(followed).toEqual(record);
    await reader.close();
  }, 60_000);
});

describe('Two processes appending to the same streams', () => {
  it('lose and double nothing, and keep every stream whole', async () => {
    // Neither is killed before both have had many answers, so they do meet.
    const counts = { one: 0, two: 0 };
    const isEnough = () => Math.min(counts.one, counts.two) >= 500;
    const answered = await Promise.all([
      writeAndKill((said) => ((counts.one = said), isEnough()), 'one'),
      writeAndKill((said) => ((counts.two = said), isEnough()), 'two'),
    ]);
    const store = SqliteEventStore.open({ file });
    const record = await store.readAll(BEGINNING, RECORD_MAX);
    await store.close();

    expect(answersNotIn(record, answered.flat())).toEqual([]);
    expect(new Set(record.map(({ id }) => id)).size).toBe(record.length);
    expect(halfAppends(record)).toEqual([]);
  }, 60_000);
});

/** Starts a writer, kills it after enough answers, and returns all its output. */
async function writeAndKill(
  isEnough: (said: number) => boolean,
  name = 'only',
): Promise<readonly Answer[]> {
  const writer = spawn(process.execPath, [WRITER, file, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  writers.push(writer);
  const closed = once(writer, 'close');
  const said: Answer[] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    const [stream = '', revision, position] = line.split(' ');
    const place = { revision: Number(revision), position: Number(position) };
    said.push({ writer: name, stream, ...place });
    if (isEnough(said.length)) writer.kill('SIGKILL');
  }
  expect(await closed).toEqual([null, 'SIGKILL']);
  return said;
}

function answersNotIn(record: readonly StoredEvent[], answers: readonly Answer[]) {
  const held = new Map(record.map((event) => [event.position, event]));
  return answers.filter(({ writer, stream, revision, position }) => {
    const event = held.get(position);
    return (
      event?.stream !== stream ||
      event.revision !== revision ||
      event.id !== derivedId(`${writer} ${stream} ${revision}`)
    );
  });
}

/** Streams that do not hold whole appends, or not every revision once and in order. */
function halfAppends(record: readonly StoredEvent[]): readonly string[] {
  const next = new Map<string, number>();
  const broken = new Set<string>();
  for (const { stream, revision } of record) {
    if (revision !== (next.get(stream) ?? 0)) broken.add(stream);
    next.set(stream, revision + 1);
  }
  for (const [stream, length] of next) if (length % EVENTS_PER_APPEND !== 0) broken.add(stream);
  return [...broken];
}

function soundness(): unknown {
  const connection = new Database(file, { readonly: true });
  const found = connection.pragma('integrity_check', { simple: true });
  connection.close();
  return found;
}

async function follow(
  store: EventStore,
  followed: StoredEvent[],
  signal: AbortSignal,
): Promise<void> {
  const batches = store.follow({ after: BEGINNING, batchEventsMax: 500, signal });
  for await (const batch of batches) followed.push(...batch);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
