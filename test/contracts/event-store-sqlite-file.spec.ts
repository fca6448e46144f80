import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AppendOutcomeUnknown,
  BEGINNING,
  ClockGuard,
  ClockLeapt,
  NO_STREAM,
  recordedAtIn,
  RevisionConflict,
  StoreShapeUnknown,
  StoreUnavailable,
  type NewEvent,
} from '@ledger/event-store-port';
import { SqliteEventStore, type SqliteEventStoreOptions } from '@ledger/event-store-sqlite';
import { canonicalJson, derivedId, instantOf } from '@ledger/kernel';
import Database from 'better-sqlite3';

const MARK_OTHERWISE = 'PRAGMA application_id = 7';
const FIGURE = 'recorded-crime.all/kent/2024-05';

let folder: string;
let file: string;
let opened: SqliteEventStore[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-file-'));
  file = join(folder, 'events.sqlite');
  opened = [];
});

afterEach(async () => {
  for (const store of opened) await store.close();
  await rm(folder, { recursive: true });
});

describe('Opening a file of events', () => {
  it('makes an empty store where there is nothing', async () => {
    const store = open();
    expect(await store.head()).toBe(BEGINNING);
    expect(await store.readAll(BEGINNING, 10)).toEqual([]);
  });

  it.each([
    ['is no database', async () => writeFile(file, 'measure,area,period\n'.repeat(100))],
    ['is a database of somebody else', async () => alter('CREATE TABLE events (id TEXT)')],
    ['is blank but marked by somebody else', async () => alter(MARK_OTHERWISE)],
    ['looks like ours but is marked otherwise', async () => alterStore(MARK_OTHERWISE)],
    ['was written by a later version', async () => alterStore('PRAGMA user_version = 2')],
    ['has another table of events', async () => alterStore('ALTER TABLE events ADD note TEXT')],
    ['has lost its table of events', async () => alterStore('DROP TABLE events')],
  ])('refuses one that %s, and leaves it as it is', async (_, prepare) => {
    await prepare();
    const before = await readFile(file);
    const refusal = thrownBy(() => open());
    expect(refusal).toBeInstanceOf(StoreShapeUnknown);
    expect(refusal).toMatchObject({ code: 'store-shape-unknown', place: file });
    expect(await readFile(file)).toEqual(before);
  });

  it.each([
    ['a folder that is not there', () => join(folder, 'none', 'events.sqlite')],
    ['a folder', () => folder],
    ['no file but memory', () => ':memory:'],
  ])('is unavailable at %s', (_, place) => {
    expect(thrownBy(() => open({ file: place() }))).toBeInstanceOf(StoreUnavailable);
  });

  it('keeps a slip of the hand from changing or deleting an event', async () => {
    await open().append(FIGURE, NO_STREAM, [event('a')]);
    for (const slip of ["UPDATE events SET body = '{}'", 'DELETE FROM events']) {
      expect(() => alter(slip)).toThrow('events are only ever appended');
    }
    expect(await open().readStream(FIGURE)).toMatchObject([event('a')]);
  });
});

describe('Streams read together', () => {
  it('are read as they are then, and afterwards as others left them', async () => {
    const [one, other] = [open(), open()];
    const streams = ['a', 'b', 'c'];
    const read = () => Promise.all(streams.map((stream) => one.readStream(stream)));
    expect(await read()).toEqual([[], [], []]);
    await other.append('c', NO_STREAM, [event('c')]);
    expect(await read()).toMatchObject([[], [], [event('c')]]);
    await one.append('a', NO_STREAM, [event('a')]);
    expect(await read()).toMatchObject([[event('a')], [], [event('c')]]);
  });

  it('leave the store free for whatever comes next', async () => {
    const store = open();
    const reading = ['a', 'b'].map((stream) => store.readStream(stream));
    store.copyTo(join(folder, 'copy.sqlite'));
    expect(await store.head()).toBe(BEGINNING);
    expect(await Promise.all(reading)).toEqual([[], []]);
    const closing = ['a', 'b'].map((stream) => store.readStream(stream));
    await store.close();
    expect(await Promise.all(closing)).toEqual([[], []]);
  });
});

describe('Recorded time in a file of events', () => {
  const NOON = Date.UTC(2024, 4, 17, 12);
  const eventAt = (id: string, ms: number): NewEvent => ({
    ...event(id),
    body: canonicalJson({ data: {}, recordedAt: instantOf(ms), stream: id }),
  });
  const timesIn = async (store: SqliteEventStore) =>
    (await store.readAll(BEGINNING, 10_000)).map(({ body }) => recordedAtIn(body) ?? '');

  it('rises along positions, whichever of two processes with different clocks writes', async () => {
    const [right, late] = [open(), open()];
    for (let i = 0; i < 40; i += 1) {
      const [store, ms] = i % 3 === 0 ? [late, NOON - 3_600_000 + i] : [right, NOON + i];
      await store.append(`stream-${i}`, NO_STREAM, [eventAt(`stream-${i}`, ms)]);
    }
    const times = await timesIn(right);

    expect(times).toHaveLength(40);
    expect(times).toEqual([...new Set(times)].sort());
  });

  it('is not taken from a clock that cannot be right: nothing is written', async () => {
    const clock = { ms: NOON };
    const guard = new ClockGuard({ nowMs: () => clock.ms, elapsedMs: () => 0 });
    const store = open({ time: { guard } });
    await store.append('a', NO_STREAM, [eventAt('a', NOON)]);
    clock.ms += 400 * 24 * 3_600_000;
    const late = [eventAt('b', clock.ms)];
    await expect(store.append('b', NO_STREAM, late)).rejects.toBeInstanceOf(ClockLeapt);
    expect(await store.head()).toBe(1);
    clock.ms = NOON + 1;
    await store.append('b', NO_STREAM, [eventAt('b', clock.ms)]);

    expect(await timesIn(store)).toEqual([NOON, NOON + 1].map(instantOf));
  });

  it('distinguishes the appends of one commit', async () => {
    const store = open({ time: { nowMs: () => NOON } });
    const streams = Array.from({ length: 500 }, (_, i) => `stream-${i}`);
    await Promise.all(streams.map((one) => store.append(one, NO_STREAM, [eventAt(one, NOON)])));
    const times = await timesIn(store);

    expect(new Set(times).size).toBe(500);
    expect(times).toEqual([...times].sort());
  });
});

describe('Opening a file of events for reading alone', () => {
  it('reads what others append, and appends nothing', async () => {
    const writer = open();
    const reader = open({ readonly: true });
    await writer.append(FIGURE, NO_STREAM, [event('a')]);
    expect(await reader.readStream(FIGURE)).toEqual(await writer.readStream(FIGURE));

    const refusal = await failure(reader.append(FIGURE, 0, [event('b')]));
    expect(refusal).toBeInstanceOf(StoreUnavailable);
    expect(refusal).toMatchObject({ cause: { code: 'SQLITE_READONLY' } });
    expect(await writer.head()).toBe(1);
  });

  it('makes no file, and takes no blank one for a store', async () => {
    expect(thrownBy(() => open({ readonly: true }))).toBeInstanceOf(StoreUnavailable);
    await writeFile(file, '');
    expect(thrownBy(() => open({ readonly: true }))).toBeInstanceOf(StoreShapeUnknown);
  });
});

describe('Appends in flight', () => {
  it('share one commit', async () => {
    let commits = 0;
    const store = open({ commit: (commit) => void (commit(), (commits += 1)) });
    await Promise.all(streams(64).map((name) => store.append(name, NO_STREAM, [event(name)])));
    expect(commits).toBe(1);
    expect(await store.head()).toBe(64);
  });

  it('are split when a group grows too large', async () => {
    let commits = 0;
    const store = open({ commit: (commit) => void (commit(), (commits += 1)) });
    const body = 'x'.repeat(900_000);
    await Promise.all(
      streams(20).map((name) => store.append(name, NO_STREAM, [event(name, body)])),
    );
    expect(commits).toBe(3);
  });

  it('are decided in the order they were called in', async () => {
    const store = open();
    const answers = await Promise.allSettled([
      store.append(FIGURE, NO_STREAM, [event('a')]),
      store.append(FIGURE, 0, [event('b'), event('c')]),
      store.append(FIGURE, 0, [event('late')]),
      store.append(FIGURE, 2, [event('d')]),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(answers[2]).toMatchObject({ reason: { expectedRevision: 0, actualRevision: 2 } });
    expect(await store.readStream(FIGURE)).toMatchObject(
      ['a', 'b', 'c', 'd'].map((n) => event(n)),
    );
  });

  it('hold what they were given, whatever the caller does with its array', async () => {
    const store = open();
    const events = [event('a')];
    const appended = store.append(FIGURE, NO_STREAM, events);
    events.push(event('b'));
    expect(await appended).toMatchObject({ revision: 0 });
    expect(await store.head()).toBe(1);
  });

  it('are all unavailable when their commit fails, refusals too', async () => {
    // The refusal of the second would depend on the first, which was not stored.
    const store = open({
      commit: once(() => {
        throw new Error('not now');
      }),
    });
    const both = [event('a'), event('b')].map((each) =>
      store.append(FIGURE, NO_STREAM, [each]),
    );
    for (const refusal of await Promise.all(both.map(failure))) {
      expect(refusal).toBeInstanceOf(StoreUnavailable);
      expect(refusal).toMatchObject({ cause: { message: 'not now' } });
    }
    expect(await store.head()).toBe(BEGINNING);
    expect(await store.append(FIGURE, NO_STREAM, [event('b')])).toMatchObject({ revision: 0 });
  });

  it('are all unknown when their commit was made but not reported', async () => {
    const lost = once((commit) => {
      commit();
      throw new Error('lost');
    });
    const store = open({ commit: lost });
    const both = [event('a'), event('b')].map((each) =>
      store.append(FIGURE, NO_STREAM, [each]),
    );
    for (const refusal of await Promise.all(both.map(failure))) {
      expect(refusal).toBeInstanceOf(AppendOutcomeUnknown);
    }
    expect(await store.append(FIGURE, NO_STREAM, [event('a')])).toMatchObject({
      repeated: true,
    });
    expect(await failure(store.append(FIGURE, NO_STREAM, [event('b')]))).toBeInstanceOf(
      RevisionConflict,
    );
  });

  it('are not answered by a step that forgets to commit', async () => {
    const store = open({ commit: once(() => undefined) });
    expect(await failure(store.append(FIGURE, NO_STREAM, [event('a')]))).toBeInstanceOf(
      StoreUnavailable,
    );
    expect(await store.head()).toBe(BEGINNING);
  });
});

describe('A file that can grow no further', () => {
  it('keeps what it answered, takes what still fits and goes on when there is room', async () => {
    const store = open({ fileBytesMax: 200_000 });
    const body = 'x'.repeat(30_000);
    let revision = NO_STREAM;
    const full = await failure(
      (async () => {
        for (;;) {
          const next = event(`${revision + 1}`, body);
          ({ revision } = await store.append(FIGURE, revision, [next]));
        }
      })(),
    );
    expect(full).toBeInstanceOf(StoreUnavailable);
    expect(full).toMatchObject({ cause: { code: 'SQLITE_FULL' } });
    expect(revision).toBeGreaterThan(2);
    expect(await store.readStream(FIGURE)).toHaveLength(revision + 1);

    expect(await store.append('small', NO_STREAM, [event('s')])).toMatchObject({ revision: 0 });
    await store.close();
    const roomy = open();
    expect(await roomy.readStream(FIGURE)).toHaveLength(revision + 1);
    expect(await roomy.append(FIGURE, revision, [event('next', body)])).toMatchObject({
      revision: revision + 1,
      repeated: false,
    });
  });
});

describe('A file that another process holds', () => {
  function held(): { release(): void } {
    const rival = new Database(file);
    rival.exec('BEGIN EXCLUSIVE');
    return {
      release: () => {
        rival.exec('ROLLBACK');
        rival.close();
      },
    };
  }

  it('is waited for without standing still, and appends go on in their order', async () => {
    const store = open();
    const lock = held();
    const first = store.append(FIGURE, NO_STREAM, [event('a')]);
    const second = store.append(FIGURE, 0, [event('b')]);
    let [last, longestMs] = [performance.now(), 0];
    for (const until = last + 500; last < until;) {
      await pause(5);
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }
    expect(longestMs).toBeLessThan(250);
    lock.release();
    expect([(await first).position, (await second).position]).toEqual([1, 2]);
  });

  it('is waited for no longer than configured, and nothing is stored', async () => {
    const store = open({ busyTimeoutMs: 100 });
    const lock = held();
    const refused = await failure(store.append(FIGURE, NO_STREAM, [event('a')]));
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect(refused).toMatchObject({ cause: { code: 'SQLITE_BUSY' } });
    lock.release();
    expect(await store.append(FIGURE, NO_STREAM, [event('b')])).toMatchObject({ position: 1 });
  });

  it('lets a store be closed, once what waits is answered', async () => {
    const store = open({ busyTimeoutMs: 100 });
    const lock = held();
    const refused = failure(store.append(FIGURE, NO_STREAM, [event('a')]));
    await store.close();
    expect(await refused).toBeInstanceOf(StoreUnavailable);
    lock.release();
  });
});

describe('A file that has lost its end', () => {
  it('takes no append by a process that has seen it, and gives no position twice', async () => {
    const store = open();
    await store.append(FIGURE, NO_STREAM, [event('a'), event('b'), event('c')]);
    alter('DROP TRIGGER events_no_delete; DELETE FROM events WHERE position > 1');
    const refused = await failure(store.append('other', NO_STREAM, [event('d')]));
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect((refused as StoreUnavailable).message).toContain(
      'events at the end of the log were deleted: position 3 was seen, and the log ends at 1',
    );
    expect(await store.head()).toBe(1);
  });

  it('is noticed too by a process that has written nothing yet', async () => {
    await open().append(FIGURE, NO_STREAM, [event('a'), event('b')]);
    const store = open();
    alter('DROP TRIGGER events_no_delete; DELETE FROM events WHERE position > 1');
    const refused = await failure(store.append('other', NO_STREAM, [event('d')]));
    expect(refused).toBeInstanceOf(StoreUnavailable);
  });
});

describe('Those who follow', () => {
  it('learn of commits and of the end at once, not when next polling', async () => {
    const store = open({ pollIntervalMs: 3_600_000 });
    const follower = store
      .follow({ after: BEGINNING, batchEventsMax: 10, signal: new AbortController().signal })
      [Symbol.asyncIterator]();
    const first = follower.next();
    await pause(20);
    await store.append(FIGURE, NO_STREAM, [event('a')]);
    expect((await first).value).toMatchObject([event('a')]);

    const ended = failure(follower.next());
    await pause(20);
    await store.close();
    expect(await ended).toBeInstanceOf(StoreUnavailable);
  });
});

describe('Two connections to one file of events', () => {
  it('append in turns without losing or doubling anything', async () => {
    const [one, two] = [open(), open()];
    const answers = await Promise.allSettled([
      one.append(FIGURE, NO_STREAM, [event('one')]),
      two.append(FIGURE, NO_STREAM, [event('two')]),
      one.append('a', NO_STREAM, [event('a')]),
      two.append('b', NO_STREAM, [event('b')]),
    ]);
    expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    const positions = (await one.readAll(BEGINNING, 10)).map(({ position }) => position);
    expect(positions).toEqual([1, 2, 3]);
    expect(await two.readAll(BEGINNING, 10)).toEqual(await one.readAll(BEGINNING, 10));
  });

  it('see a repeat of what the other appended', async () => {
    const [one, two] = [open(), open()];
    const first = await one.append(FIGURE, NO_STREAM, [event('a')]);
    const again = await two.append(FIGURE, NO_STREAM, [event('a')]);
    expect(again).toEqual({ ...first, repeated: true });
  });

  it('wake those who follow the other', async () => {
    const [writer, reader] = [open(), open({ readonly: true, pollIntervalMs: 5 })];
    const stop = new AbortController();
    const follower = reader
      .follow({ after: BEGINNING, batchEventsMax: 10, signal: stop.signal })
      [Symbol.asyncIterator]();
    for (const name of streams(3)) {
      const next = follower.next();
      await pause(20);
      await writer.append(name, NO_STREAM, [event(name)]);
      expect((await next).value).toMatchObject([event(name)]);
    }
    stop.abort();
  });
});

function open(options: Partial<SqliteEventStoreOptions> = {}): SqliteEventStore {
  const store = SqliteEventStore.open({ file, ...options });
  opened.push(store);
  return store;
}

function alter(statement: string): void {
  const connection = new Database(file);
  try {
    connection.exec(statement);
  } finally {
    connection.close();
  }
}

async function alterStore(statement: string): Promise<void> {
  await open().close();
  alter(statement);
}

/** Applies the step to the first commit, and commits all others normally. */
function once(step: (commit: () => void) => void): (commit: () => void) => void {
  let isFirst = true;
  return (commit) => {
    const mine = isFirst ? step : () => commit();
    isFirst = false;
    mine(commit);
  };
}

function streams(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `measure/${i}`);
}

function event(name: string, body = `{"says":"${name}"}`): NewEvent {
  return { id: derivedId(name), type: 'FigureRecorded', body };
}

function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (answer) => expect(answer).toBe('a failure'),
    (reason: unknown) => reason,
  );
}

function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return 'nothing';
}
