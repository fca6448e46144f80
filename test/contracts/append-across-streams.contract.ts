import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  APPEND_EVENTS_MAX,
  AppendOutcomeUnknown,
  MalformedAppend,
  NO_STREAM,
  RevisionConflict,
  StoreUnavailable,
  type AppendedAcross,
  type EventStore,
  type NewEvent,
  type StoredEvent,
  type StreamAppend,
} from '@ledger/event-store-port';
import { derivedId } from '@ledger/kernel';
import type { EventStoreHarness } from './event-store.contract.js';

/** The port's promises for appends to several streams, checked with one adapter that has them. */
export function describeAppendAcrossStreams(
  name: string,
  create: () => Promise<EventStoreHarness>,
): void {
  describe(`${name} appending to several streams at once`, () => {
    let harness: EventStoreHarness;
    let store: EventStore;
    let start: number;
    let publication: string;
    let may: string;
    let june: string;

    beforeEach(async () => {
      harness = await create();
      store = await harness.open();
      start = await store.head();
      publication = `${harness.prefix}publication/kent-pdb-2024-09`;
      may = `${harness.prefix}recorded-crime.all/kent/2024-05`;
      june = `${harness.prefix}recorded-crime.all/kent/2024-06`;
    });

    afterEach(() => harness.dispose());

    const append = (parts: readonly StreamAppend[]): Promise<AppendedAcross> =>
      store.appendAcrossStreams(parts);

    const parts = (): readonly StreamAppend[] => [
      { stream: may, expectedRevision: NO_STREAM, events: [event('a'), event('b')] },
      { stream: june, expectedRevision: NO_STREAM, events: [event('c')] },
      { stream: publication, expectedRevision: NO_STREAM, events: [event('sealed')] },
    ];

    const whole = () => store.readAll(start, 100);

    it('adds to every stream in its order, and answers with revisions and a position', async () => {
      const appended = await append(parts());

      for (const { stream, events } of parts()) {
        expect(ids(await store.readStream(stream))).toEqual(ids(events));
      }
      const record = await whole();
      expect(appended).toEqual({
        revisions: [1, 0, 0],
        position: record.at(-1)?.position,
        repeated: false,
      });
      expect(ids(record.filter(({ stream }) => stream === may))).toEqual(
        ids([event('a'), event('b')]),
      );
    });

    it('goes on behind what the streams hold', async () => {
      await store.append(may, NO_STREAM, [event('before')]);
      const [first, ...others] = parts();
      const appended = await append([{ ...first!, expectedRevision: 0 }, ...others]);
      expect(appended.revisions).toEqual([2, 0, 0]);
      await store.append(june, 0, [event('after')]);
      expect(ids(await store.readStream(june))).toEqual(ids([event('c'), event('after')]));
    });

    it.each([0, 1, 2])('adds nothing at all when stream %i is elsewhere', async (elsewhere) => {
      const { stream } = parts()[elsewhere]!;
      await store.append(stream, NO_STREAM, [event('first')]);

      const refusal = await failure(append(parts()));
      expect(refusal).toBeInstanceOf(RevisionConflict);
      expect(refusal).toMatchObject({ stream, expectedRevision: NO_STREAM, actualRevision: 0 });
      expect(ids(await whole())).toEqual(ids([event('first')]));
    });

    it('names the first of the streams that are elsewhere', async () => {
      await store.append(june, NO_STREAM, [event('x')]);
      await store.append(publication, NO_STREAM, [event('y')]);
      expect(await failure(append(parts()))).toMatchObject({ stream: june });
    });

    it('adds nothing the second time, and answers as before', async () => {
      const first = await append(parts());
      expect(await append(parts())).toEqual({ ...first, repeated: true });

      await store.append(may, 1, [event('later')]);
      expect(await append(parts())).toEqual({ ...first, repeated: true });
      expect(await whole()).toHaveLength(5);
    });

    it('is a conflict when only some of it is there', async () => {
      await store.append(may, NO_STREAM, [event('a'), event('b')]);
      const refusal = await failure(append(parts()));
      expect(refusal).toBeInstanceOf(RevisionConflict);
      expect(refusal).toMatchObject({ stream: may, expectedRevision: -1, actualRevision: 1 });
      expect(await whole()).toHaveLength(2);
    });

    it('lets exactly one of many writers win', async () => {
      const answers = await Promise.allSettled(
        Array.from({ length: 8 }, (_, i) =>
          append([
            { stream: may, expectedRevision: NO_STREAM, events: [event(`may ${i}`)] },
            { stream: june, expectedRevision: NO_STREAM, events: [event(`june ${i}`)] },
          ]),
        ),
      );
      const winner = answers.findIndex(({ status }) => status === 'fulfilled');
      const record = await whole();
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect([...ids(record)].sort()).toEqual(
        [...ids([event(`may ${winner}`), event(`june ${winner}`)])].sort(),
      );
    });

    it('calls the outcome unknown when it is, and a repeat finds it out', async () => {
      await harness.loseNextAnswer();
      expect(await failure(append(parts()))).toBeInstanceOf(AppendOutcomeUnknown);
      expect(await append(parts())).toMatchObject({ revisions: [1, 0, 0], repeated: true });
      expect(await whole()).toHaveLength(4);
    });

    it('adds nothing when it fails, and all of it when it is repeated', async () => {
      const mend = await harness.breakAppends();
      expect(await failure(append(parts()))).toBeInstanceOf(StoreUnavailable);
      await mend();
      expect(await whole()).toEqual([]);
      expect(await append(parts())).toMatchObject({ revisions: [1, 0, 0], repeated: false });
    });

    it('takes a whole publication of many figures', async () => {
      const many = Array.from({ length: 400 }, (_, i) => ({
        stream: `${harness.prefix}recorded-crime.all/area-${i}/2024-05`,
        expectedRevision: NO_STREAM,
        events: [event(`figure ${i}`)],
      }));
      const { revisions } = await append(many);
      expect(revisions).toEqual(many.map(() => 0));
      expect(await store.readAll(start, 1_000)).toHaveLength(400);
    });

    it('is there after the store is opened again, and still a repetition', async () => {
      const first = await append(parts());
      await store.close();
      store = await harness.open();
      expect(await append(parts())).toEqual({ ...first, repeated: true });
      expect(await whole()).toHaveLength(4);
    });

    it.each<[string, () => readonly StreamAppend[]]>([
      ['no parts', () => []],
      ['a stream twice', () => [...parts(), parts()[0]!]],
      ['a stream twice in other letter case', () => [...parts(), upperCase(parts()[0]!)]],
      ['a part without events', () => [{ ...parts()[0]!, events: [] }]],
      ['more events than one append takes', () => [crowd('x'), crowd('y')]],
    ])('refuses %s', async (_, malformed) => {
      expect(await failure(append(malformed()))).toBeInstanceOf(MalformedAppend);
      expect(await whole()).toEqual([]);
    });
  });
}

function crowd(stream: string): StreamAppend {
  const length = APPEND_EVENTS_MAX / 2 + 1;
  const events = Array.from({ length }, (_, i) => event(`${stream}${i}`));
  return { stream, expectedRevision: NO_STREAM, events };
}

function upperCase(part: StreamAppend): StreamAppend {
  return { ...part, stream: part.stream.toUpperCase() };
}

function event(name: string): NewEvent {
  return { id: derivedId(name), type: 'FigureRecorded', body: `{"says":"${name}"}` };
}

function ids(events: readonly (NewEvent | StoredEvent)[]): readonly string[] {
  return events.map(({ id }) => id);
}

async function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (answer) => expect(answer).toBe('a failure'),
    (reason: unknown) => reason,
  );
}
