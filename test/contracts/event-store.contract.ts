import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  APPEND_EVENTS_MAX,
  AppendOutcomeUnknown,
  EVENT_BYTES_MAX,
  EventTooLarge,
  MalformedAppend,
  NO_STREAM,
  recordedAtIn,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type NewEvent,
  type StoredEvent,
} from '@ledger/event-store-port';
import { canonicalJson, derivedId, instantOf } from '@ledger/kernel';

/** What a test of an adapter needs in addition to the store. A new one for every test. */
export interface EventStoreHarness {
  /** Prefix of every stream's name; differs between tests that share a server. */
  readonly prefix: string;
  /** Opens the log; after a close, the same log again. */
  open(): Promise<EventStore>;
  /** From now on appends fail and store nothing, until the returned function is called. */
  breakAppends(): Promise<() => Promise<void>>;
  /** The next append is stored, but its answer is lost. */
  loseNextAnswer(): Promise<void>;
  /** Releases everything, whatever state the test left it in. */
  dispose(): Promise<void>;
}

/** Long enough for an idle follower to fall asleep. */
const ASLEEP_MS = 60;

/** A follower that has not received an event by then never will. */
const OFFERED_WITHIN_MS = 10_000;

/** Every promise of the port, checked with one adapter. */
export function describeEventStore(
  name: string,
  create: () => Promise<EventStoreHarness>,
): void {
  describe(`${name} as an event store`, () => {
    let harness: EventStoreHarness;
    let store: EventStore;
    /** Where the test began: earlier events are not the test's. */
    let start: number;
    let figure: string;
    let other: string;

    beforeEach(async () => {
      harness = await create();
      store = await harness.open();
      start = await store.head();
      figure = `${harness.prefix}recorded-crime.all/kent/2024-05`;
      other = `${harness.prefix}recorded-crime.all/kent/2024-06`;
    });

    afterEach(() => harness.dispose());

    async function reopen(): Promise<void> {
      await store.close();
      store = await harness.open();
    }

    const idsIn = async (stream: string) => ids(await store.readStream(stream));

    describe('Appending', () => {
      it('keeps events in order and byte for byte', async () => {
        const bodies = ['{"a":"£1.50"}', '{"a":"Ünïcode 🧾 日本"}', '{"a":"\\u0000\\n"}', '{}'];
        const events = bodies.map((body, i) => ({ ...event(`e${i}`), body }));
        await store.append(figure, NO_STREAM, events.slice(0, 2));
        await store.append(figure, 1, events.slice(2));

        const held = await store.readStream(figure);
        expect(held.map(({ id, type, body }) => ({ id, type, body }))).toEqual(events);
        expect(held.map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
        expect(held.every(({ stream }) => stream === figure)).toBe(true);
      });

      it('answers with the revision and the position of the last event', async () => {
        const appended = await store.append(figure, NO_STREAM, three());
        const last = (await store.readStream(figure)).at(-1)!;
        expect(appended).toEqual({ revision: 2, position: last.position, repeated: false });
        expect(await store.head()).toBe(last.position);
      });

      it.each([
        ['a stream that is not there', 3],
        ['an earlier revision', 1],
        ['a later revision', 7],
        ['no stream where there is one', NO_STREAM],
      ])('is refused when it expects %s', async (_, expected) => {
        const stream = expected === 3 ? other : figure;
        await store.append(figure, NO_STREAM, three());

        const refusal = await failure(store.append(stream, expected, [event('new')]));
        expect(refusal).toBeInstanceOf(RevisionConflict);
        expect(refusal).toMatchObject({
          stream,
          expectedRevision: expected,
          actualRevision: stream === other ? NO_STREAM : 2,
        });
        expect(await idsIn(figure)).toEqual(ids(three()));
        expect(await idsIn(other)).toEqual([]);
      });

      it('lets exactly one of many writers win', async () => {
        const writers = Array.from({ length: 20 }, (_, i) => event(`writer ${i}`));
        const answers = await Promise.allSettled(
          writers.map((mine) => store.append(figure, NO_STREAM, [mine])),
        );

        const winners = writers.filter((_, i) => answers[i]?.status === 'fulfilled');
        expect(winners).toHaveLength(1);
        expect(await idsIn(figure)).toEqual(ids(winners));
        for (const answer of answers) {
          if (answer.status === 'fulfilled') continue;
          expect(answer.reason).toBeInstanceOf(RevisionConflict);
          expect(answer.reason).toMatchObject({ expectedRevision: -1, actualRevision: 0 });
        }
      });

      it('loses no event of writers that read again and try again', async () => {
        const writers = Array.from({ length: 6 }, (_, w) =>
          Array.from({ length: 5 }, (_, i) => event(`writer ${w} event ${i}`)),
        );
        await Promise.all(writers.map((events) => appendOneByOne(store, figure, events)));

        const held = await idsIn(figure);
        expect(held).toHaveLength(30);
        for (const mine of writers.map(ids)) {
          expect(held.filter((id) => mine.includes(id))).toEqual(mine);
        }
      });

      it('lets each of a crowd succeed or be refused by itself', async () => {
        await store.append(figure, NO_STREAM, three());
        const streams = Array.from({ length: 64 }, (_, i) => `${harness.prefix}crowd/${i}`);
        const crowd = streams.map((stream) => store.append(stream, NO_STREAM, [event(stream)]));
        const refusal = failure(store.append(figure, NO_STREAM, [event('too late')]));
        const more = store.append(figure, 2, [event('in time')]);

        expect(await refusal).toBeInstanceOf(RevisionConflict);
        expect(await more).toMatchObject({ revision: 3, repeated: false });
        const positions = (await Promise.all(crowd)).map(({ position }) => position);
        expect(new Set(positions).size).toBe(64);
        for (const stream of streams) expect(await idsIn(stream)).toEqual([derivedId(stream)]);
      });
    });

    describe('Appending again', () => {
      let first: Appended;

      beforeEach(async () => {
        first = await store.append(figure, NO_STREAM, three());
      });

      it('adds nothing and answers as before', async () => {
        const again = await store.append(figure, NO_STREAM, three());
        expect(again).toEqual({ ...first, repeated: true });
        expect(await idsIn(figure)).toEqual(ids(three()));
        expect(await store.head()).toBe(first.position);
      });

      it('answers as before when the stream has moved on', async () => {
        const second = await store.append(figure, 2, [event('d'), event('e')]);
        await store.append(figure, 4, [event('f')]);
        expect(await store.append(figure, NO_STREAM, three())).toEqual({
          ...first,
          repeated: true,
        });
        expect(await store.append(figure, 2, [event('d'), event('e')])).toEqual({
          ...second,
          repeated: true,
        });
        expect(await idsIn(figure)).toHaveLength(6);
      });

      it('answers as before when the store was opened again', async () => {
        await reopen();
        expect(await store.append(figure, NO_STREAM, three())).toEqual({
          ...first,
          repeated: true,
        });
      });

      it('is a repeat for all but one of those that say the same at once', async () => {
        const answers = await Promise.all(
          Array.from({ length: 8 }, () => store.append(other, NO_STREAM, three())),
        );
        expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
        expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
        expect(await idsIn(other)).toEqual(ids(three()));
      });

      it.each([
        ['one event more', NO_STREAM, ['a', 'b', 'c', 'd']],
        ['another last event', NO_STREAM, ['a', 'b', 'x']],
        ['the same events in another order', NO_STREAM, ['b', 'a', 'c']],
        ['the same events from another revision', 0, ['a', 'b']],
        ['the end of it and one event more', 1, ['c', 'd']],
      ])('is a conflict with %s', async (_, expected, names) => {
        const events = names.map((each) => event(each));
        const refusal = await failure(store.append(figure, expected, events));
        expect(refusal).toBeInstanceOf(RevisionConflict);
        expect(refusal).toMatchObject({ expectedRevision: expected, actualRevision: 2 });
        expect(await idsIn(figure)).toEqual(ids(three()));
      });
    });

    describe('The bounds of an append', () => {
      it('take the most events there may be, in order', async () => {
        const events = Array.from({ length: APPEND_EVENTS_MAX }, (_, i) => event(`${i}`, '{}'));
        const appended = await store.append(figure, NO_STREAM, events);
        expect(appended.revision).toBe(APPEND_EVENTS_MAX - 1);
        expect(await idsIn(figure)).toEqual(ids(events));
      });

      it('take the largest body there may be', async () => {
        const body = 'é'.repeat(EVENT_BYTES_MAX / 2);
        await store.append(figure, NO_STREAM, [event('large', body)]);
        expect((await store.readStream(figure))[0]?.body === body).toBe(true);
      });

      it('refuse one byte more, and the whole append with it', async () => {
        const large = event('large', `${'é'.repeat(EVENT_BYTES_MAX / 2)}.`);
        const refusal = await failure(store.append(figure, NO_STREAM, [event('a'), large]));
        expect(refusal).toBeInstanceOf(EventTooLarge);
        expect(refusal).toMatchObject({
          eventId: large.id,
          bytes: EVENT_BYTES_MAX + 1,
          bytesMax: EVENT_BYTES_MAX,
        });
        expect(await idsIn(figure)).toEqual([]);
      });

      const tooMany = Array.from({ length: APPEND_EVENTS_MAX + 1 }, (_, i) => event(`${i}`));

      it.each<[string, string, number, readonly NewEvent[]]>([
        ['no events', 'a', NO_STREAM, []],
        ['one event too many', 'a', NO_STREAM, tooMany],
        ['a stream without a name', '', NO_STREAM, [event('a')]],
        ['a stream whose name has no UTF-8 form', 'a\ud800', NO_STREAM, [event('a')]],
        ['a body that has no UTF-8 form', 'a', NO_STREAM, [event('a', '"\udc00"')]],
        ['a revision before every stream', 'a', -2, [event('a')]],
        ['half a revision', 'a', 0.5, [event('a')]],
      ])('refuse %s', async (_, stream, expected, events) => {
        const name = stream === '' ? '' : harness.prefix + stream;
        const refusal = await failure(store.append(name, expected, events));
        expect(refusal).toBeInstanceOf(MalformedAppend);
        expect(await store.readAll(start, 10)).toEqual([]);
      });

      it('refuse a malformed append without hurting those beside it', async () => {
        const before = store.append(figure, NO_STREAM, [event('a')]);
        const bad = failure(store.append(figure, 0, [event('b', '\ud800')]));
        const beside = store.append(other, NO_STREAM, [event('c')]);
        expect(await bad).toBeInstanceOf(MalformedAppend);
        expect(await before).toMatchObject({ revision: 0 });
        expect(await beside).toMatchObject({ revision: 0 });
      });
    });

    describe('Reading', () => {
      it('finds nothing in a stream that is not there', async () => {
        expect(await store.readStream(figure)).toEqual([]);
      });

      it('takes a stream from a revision, and no more than asked for', async () => {
        await store.append(figure, NO_STREAM, three());
        expect(ids(await store.readStream(figure, 1))).toEqual(ids(three().slice(1)));
        expect(ids(await store.readStream(figure, 1, 1))).toEqual([event('b').id]);
        expect(await store.readStream(figure, 3)).toEqual([]);
        expect(await store.readStream(figure, 0, 0)).toEqual([]);
      });

      it('does not take one stream for another with a like name', async () => {
        await store.append(figure, NO_STREAM, [event('a')]);
        await store.append(`${figure}/percent-change`, NO_STREAM, [event('b')]);
        await store.append(figure.toUpperCase(), NO_STREAM, [event('c')]);
        expect(await idsIn(figure)).toEqual([event('a').id]);
      });

      it('takes all streams in order of position, page by page', async () => {
        for (let i = 0; i < 8; i += 1) {
          const stream = i % 2 === 0 ? figure : other;
          await store.append(stream, Math.floor(i / 2) - 1, [event(`${i}`)]);
        }
        const whole = await store.readAll(start, 100);
        expect(ids(whole)).toEqual(Array.from({ length: 8 }, (_, i) => event(`${i}`).id));
        expect(await readPages(store, start, 3)).toEqual(whole);
        expect(await store.readAll(whole[4]!.position, 100)).toEqual(whole.slice(5));
        expect(await store.readAll(start, 0)).toEqual([]);
      });

      it('shows the same event by stream and by position', async () => {
        await store.append(figure, NO_STREAM, three());
        expect(await store.readAll(start, 100)).toEqual(await store.readStream(figure));
      });

      it('finds positions rising, and the last of them at the head', async () => {
        const crowd = Array.from({ length: 30 }, (_, i) =>
          store.append(`${harness.prefix}s/${i}`, NO_STREAM, three()),
        );
        await Promise.all(crowd);
        const positions = (await store.readAll(start, 1000)).map(({ position }) => position);
        expect(positions).toHaveLength(90);
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
        expect(positions[0]).toBeGreaterThan(start);
        expect(positions.every(Number.isSafeInteger)).toBe(true);
        expect(await store.head()).toBe(positions.at(-1));
        expect(await store.readAll(await store.head(), 10)).toEqual([]);
      });
    });

    describe('Opening again', () => {
      it('finds everything where it was, and goes on behind it', async () => {
        const first = await store.append(figure, NO_STREAM, three());
        const held = await store.readAll(start, 100);
        await reopen();

        expect(await store.readAll(start, 100)).toEqual(held);
        expect(await store.head()).toBe(first.position);
        const next = await store.append(figure, 2, [event('d')]);
        expect(next.revision).toBe(3);
        expect(next.position).toBeGreaterThan(first.position);
      });

      it('finds what was in flight when the store was closed', async () => {
        const inFlight = store.append(figure, NO_STREAM, three());
        await reopen();
        expect(await inFlight).toMatchObject({ revision: 2 });
        expect(await idsIn(figure)).toEqual(ids(three()));
      });
    });

    describe('A closed store', () => {
      it('may be closed again, and is unavailable', async () => {
        await store.close();
        await store.close();
        for (const call of [
          store.append(figure, NO_STREAM, [event('a')]),
          store.readStream(figure),
          store.readAll(start, 1),
          store.head(),
        ]) {
          expect(await failure(call)).toBeInstanceOf(StoreUnavailable);
        }
      });

      it('leaves nobody waiting', async () => {
        const waiting = following(store, start).next();
        await pause(ASLEEP_MS);
        const ended = failure(waiting);
        await store.close();
        expect(await ended).toBeInstanceOf(StoreUnavailable);
      });
    });

    describe('Recorded time', () => {
      const NOON = Date.UTC(2024, 4, 17, 12);
      /** An event dated so many milliseconds after noon by its writer's clock. */
      const eventAt = (id: string, ms: number): NewEvent => ({
        ...event(id),
        body: canonicalJson({ data: { id }, recordedAt: instantOf(NOON + ms), stream: figure }),
      });
      const times = async () =>
        (await readPages(store, start, 100)).map(
          ({ body }) => Date.parse(recordedAtIn(body) ?? '') - NOON,
        );

      it('rises from append to append where the clock stands still or is set back', async () => {
        await store.append(figure, NO_STREAM, [eventAt('a', 0), eventAt('b', 0)]);
        await store.append(other, NO_STREAM, [eventAt('c', 0)]);
        await store.append(figure, 1, [eventAt('d', -3_600_000)]);
        await store.append(other, 0, [eventAt('e', 60_000)]);

        expect(await times()).toEqual([0, 0, 1, 2, 60_000]);
      });

      it('goes on behind the log when the store is opened again', async () => {
        await store.append(figure, NO_STREAM, [eventAt('a', 0)]);
        await reopen();
        // As a process does when it starts.
        await store.readAll(start, 100);
        await store.append(other, NO_STREAM, [eventAt('b', -3_600_000)]);

        expect(await times()).toEqual([0, 1]);
      });

      it('does not keep an append from being known again', async () => {
        const again = [eventAt('a', 0)];
        await store.append(other, NO_STREAM, [eventAt('b', 5)]);
        const first = await store.append(figure, NO_STREAM, again);

        expect(await store.append(figure, NO_STREAM, again)).toEqual({
          ...first,
          repeated: true,
        });
        expect(await times()).toEqual([5, 6]);
      });
    });

    describe('Failing', () => {
      it('stores nothing when it says so, and goes on when it can', async () => {
        await store.append(figure, NO_STREAM, three());
        const heal = await harness.breakAppends();
        const refusal = await failure(store.append(figure, 2, [event('d'), event('e')]));
        expect(refusal).toBeInstanceOf(StoreUnavailable);
        expect(await idsIn(figure)).toEqual(ids(three()));

        await heal();
        expect(await idsIn(figure)).toEqual(ids(three()));
        const retried = await store.append(figure, 2, [event('d'), event('e')]);
        expect(retried).toMatchObject({ revision: 4, repeated: false });
        await reopen();
        expect(await idsIn(figure)).toHaveLength(5);
      });

      it('calls the outcome unknown when it is, and a repeat finds it out', async () => {
        await harness.loseNextAnswer();
        const refusal = await failure(store.append(figure, NO_STREAM, three()));
        expect(refusal).toBeInstanceOf(AppendOutcomeUnknown);
        expect(refusal).toMatchObject({ stream: figure });

        const found = await store.append(figure, NO_STREAM, three());
        expect(found).toMatchObject({ revision: 2, repeated: true });
        expect(await idsIn(figure)).toEqual(ids(three()));
        expect(ids(await store.readAll(start, 100))).toEqual(ids(three()));
      });

      it('offers followers what was stored without an answer', async () => {
        const offered = take(store, start, 3);
        await pause(ASLEEP_MS);
        await harness.loseNextAnswer();
        await failure(store.append(figure, NO_STREAM, three()));
        expect(ids(await offered)).toEqual(ids(three()));
      });
    });

    describe('Following', () => {
      it('offers what is there, then what is appended', async () => {
        await store.append(figure, NO_STREAM, three());
        const held: PromiseWithResolvers<void> = Promise.withResolvers();
        let seen = 0;
        const meet = (batch: readonly StoredEvent[]): void => {
          seen += batch.length;
          if (seen === 3) held.resolve();
        };
        const offered = take(store, start, 4, { meet });
        await Promise.race([held.promise, offered]);
        expect(seen).toBe(3);

        await pause(ASLEEP_MS);
        await store.append(other, NO_STREAM, [event('d')]);
        expect(ids(await offered)).toEqual(ids([...three(), event('d')]));
      });

      it('begins behind the position it is given', async () => {
        await store.append(figure, NO_STREAM, three());
        const held = await store.readAll(start, 100);
        expect(await take(store, held[0]!.position, 2)).toEqual(held.slice(1));
      });

      it('offers no more at once than asked for, and nothing twice', async () => {
        await store.append(figure, NO_STREAM, three());
        await store.append(other, NO_STREAM, three());
        const sizes: number[] = [];
        const taken = await take(store, start, 6, {
          meet: (batch) => sizes.push(batch.length),
          batchEventsMax: 4,
        });
        expect(taken).toEqual(await store.readAll(start, 100));
        expect(sizes.every((size) => size >= 1 && size <= 4)).toBe(true);
      });

      it('shows every follower the whole record in one order while many write', async () => {
        const followers = [
          take(store, start, 240),
          take(store, start, 240, { meet: () => pause(1), batchEventsMax: 7 }),
        ];
        await Promise.all(
          Array.from({ length: 8 }, (_, w) => {
            const events = Array.from({ length: 30 }, (_, i) => event(`${w} ${i}`));
            return appendOneByOne(store, `${harness.prefix}writer/${w % 4}`, events);
          }),
        );
        const record = await store.readAll(start, 1000);
        expect(record).toHaveLength(240);
        for (const follower of followers) expect(await follower).toEqual(record);
      });

      it('ends without an error when it is called off while it waits', async () => {
        const stop = new AbortController();
        const waiting = following(store, start, stop.signal).next();
        await pause(ASLEEP_MS);
        stop.abort();
        expect(await waiting).toEqual({ done: true, value: undefined });
      });

      it('ends before the next batch when it is called off in between', async () => {
        await store.append(figure, NO_STREAM, three());
        const stop = new AbortController();
        const follower = following(store, start, stop.signal, 1);
        expect((await follower.next()).value).toHaveLength(1);
        stop.abort();
        expect(await follower.next()).toEqual({ done: true, value: undefined });
      });

      it('does not begin when it was called off before', async () => {
        await store.append(figure, NO_STREAM, three());
        const follower = following(store, start, AbortSignal.abort());
        expect(await follower.next()).toEqual({ done: true, value: undefined });
      });

      it('refuses batches that hold nothing', async () => {
        const follower = following(store, start, undefined, 0);
        expect(await failure(follower.next())).toBeInstanceOf(RangeError);
      });
    });
  });
}

function event(name: string, body = `{"says":"${name}"}`): NewEvent {
  return { id: derivedId(name), type: 'FigureRecorded', body };
}

function three(): readonly NewEvent[] {
  return [event('a'), event('b'), event('c')];
}

function ids(events: readonly NewEvent[]): readonly string[] {
  return events.map(({ id }) => id);
}

async function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (answer) => expect(answer).toBe('a failure'),
    (reason: unknown) => reason,
  );
}

/** As a command handler does: read, append, and on a conflict both again. */
async function appendOneByOne(
  store: EventStore,
  stream: string,
  events: readonly NewEvent[],
): Promise<void> {
  for (const each of events) {
    for (;;) {
      const last = (await store.readStream(stream)).at(-1)?.revision ?? NO_STREAM;
      try {
        await store.append(stream, last, [each]);
        break;
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
      }
    }
  }
}

async function readPages(
  store: EventStore,
  start: number,
  eventsMax: number,
): Promise<readonly StoredEvent[]> {
  const read: StoredEvent[] = [];
  for (let after = start; ; after = read.at(-1)?.position ?? start) {
    const page = await store.readAll(after, eventsMax);
    expect(page.length).toBeLessThanOrEqual(eventsMax);
    if (page.length === 0) return read;
    read.push(...page);
  }
}

function following(
  store: EventStore,
  after: number,
  signal = new AbortController().signal,
  batchEventsMax = 100,
): AsyncIterator<readonly StoredEvent[]> {
  return store.follow({ after, batchEventsMax, signal })[Symbol.asyncIterator]();
}

interface TakeOptions {
  readonly meet?: (batch: readonly StoredEvent[]) => unknown;
  readonly batchEventsMax?: number;
}

/** The next events, in any number of batches; fewer if they do not come in time. */
async function take(
  store: EventStore,
  after: number,
  count: number,
  { meet = (): unknown => undefined, batchEventsMax = 100 }: TakeOptions = {},
): Promise<readonly StoredEvent[]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(OFFERED_WITHIN_MS)]);
  const taken: StoredEvent[] = [];
  for await (const batch of store.follow({ after, batchEventsMax, signal })) {
    taken.push(...batch);
    await meet(batch);
    if (taken.length >= count) stop.abort();
  }
  return taken;
}
