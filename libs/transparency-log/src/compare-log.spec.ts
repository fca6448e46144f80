import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@ledger/event-store-port';
import { generateKey, parseSigner } from '@ledger/transparency';
import { LogComparison, type ExpectedHead } from './compare-log.js';
import { compareStreams } from './compare-streams.js';
import { bringLogOn } from './follow-log.js';
import { identityOf } from './log-identity.js';
import { ProvenLog } from './log-proofs.js';
import {
  exampleEvent,
  exampleEvents,
  InMemoryLogStore,
  openStreams,
  readingOf,
} from './testing/index.js';

const identity = { origin: 'a', signers: [parseSigner(generateKey('a'))] };
const events = exampleEvents(600);

async function logOf(some: readonly StoredEvent[]) {
  const store = new InMemoryLogStore();
  await bringLogOn({
    ...{ ...identity, store, eventStore: readingOf(some) },
    streams: openStreams(),
  });
  const { checkpoint } = (await ProvenLog.last(store, identityOf(identity)))!;
  return { store, head: { of: 'the checkpoint', ...checkpoint } };
}

async function differences(
  some: readonly StoredEvent[],
  { store, head }: { store: InMemoryLogStore; head: ExpectedHead },
  more: readonly ExpectedHead[] = [],
) {
  const comparison = new LogComparison(store, head.size, [head, ...more]);
  for (const event of some) await comparison.take(event);
  return comparison.end();
}

describe('A comparison of the event log with its log', () => {
  it('finds nothing where nothing differs, also while the log is behind', async () => {
    const log = await logOf(events);
    expect(await differences(events, log)).toEqual([]);
    expect(await differences([...events, exampleEvent(601)], log)).toEqual([]);
  });

  it.each([0, 255, 256, 400, 599])('names the event at %i that was changed', async (i) => {
    const found = await differences(
      events.with(i, exampleEvent(i + 1, 'b')),
      await logOf(events),
    );
    expect(found).toContainEqual({
      position: i + 1,
      eventId: `event-${i + 1}`,
      stream: 'figure-a/b/2024',
      what: 'it is not what the log has of it: its stored bytes changed',
    });
    expect(found.filter(({ eventId }) => eventId !== '')).toHaveLength(1);
  });

  it.each([[[0]], [[255, 256]], [[599]], [[10, 20, 300]]])(
    'names the positions of events that are gone: %j',
    async (gone) => {
      const left = events.filter((_, i) => !gone.includes(i));
      const found = await differences(left, await logOf(events));
      const missing = found.filter(({ what }) => what.includes('the event is gone'));
      expect(missing.map(({ position }) => position)).toEqual(gone.map((i) => i + 1));
      expect(found.some(({ eventId }) => eventId !== '')).toBe(false);
    },
  );

  it('names an event that was put in, and two that changed places', async () => {
    const log = await logOf(events.filter((_, i) => i !== 300));
    expect(await differences(events, log)).toContainEqual(
      expect.objectContaining({
        eventId: 'event-301',
        what: expect.stringContaining('put in'),
      }),
    );
    const swapped = events
      .with(3, { ...events[4]!, position: 4 })
      .with(4, { ...events[3]!, position: 5 });
    const found = await differences(swapped, await logOf(events));
    expect(found.map(({ eventId }) => eventId)).toEqual(
      expect.arrayContaining(['event-4', 'event-5']),
    );
  });

  it('finds a log that was made anew of other events by a root that somebody kept', async () => {
    const kept = { ...(await logOf(events.slice(0, 500))).head, of: 'the kept checkpoint' };
    const others = events.with(7, exampleEvent(8, 'b'));
    const found = await differences(others, await logOf(others), [kept]);
    expect(found.map(({ what }) => what)).toEqual([
      'the first 500 events do not lead to the root of the kept checkpoint: some were changed',
    ]);
    const cut = events.slice(0, 499);
    expect(await differences(cut, await logOf(cut), [kept])).toEqual([
      expect.objectContaining({
        what: 'the kept checkpoint covers 500 events, and there are 499',
      }),
    ]);
  });

  it('names tiles that are missing or were changed', async () => {
    for (const path of [
      'tile/0/001',
      'tile/1/000.p/2',
      'tile/0/002.p/88',
      'tile/entries/001',
    ]) {
      const log = await logOf(events);
      log.store.objects.delete(path);
      expect((await differences(events, log))[0]!.what).toBe(`${path} of the log is missing`);
      if (path.includes('entries')) continue;
      const other = await logOf(events);
      other.store.objects.get(path)![5]! ^= 1;
      expect((await differences(events, other))[0]!.what).toContain(
        `${path} of the log has other`,
      );
    }
  });
});

describe('A comparison of the streams', () => {
  const compared = (some: readonly StoredEvent[], heads: readonly ExpectedHead[]) =>
    compareStreams(openStreams(), readingOf(some), heads);

  it('finds nothing where every checkpoint has the map that its events lead to', async () => {
    const [first, last] = [await logOf(events.slice(0, 300)), await logOf(events)];
    expect(await compared(events, [last.head, first.head])).toEqual([]);
    expect(await compared(events, [{ ...last.head, extension: '' }])).toEqual([]);
  });

  it('finds a map that was signed and has other streams', async () => {
    const [first, last] = [await logOf(events.slice(0, 300)), await logOf(events)];
    const { extension } = first.head;
    expect(await compared(events, [{ ...last.head, extension }])).toEqual([
      expect.objectContaining({
        what: 'the first 600 events do not lead to the map of streams of the checkpoint',
      }),
    ]);
  });
});
