import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@ledger/event-store-port';
import { generateKey, leafHash, logEntry, parseSigner, sameHash } from '@ledger/transparency';
import { bringLogOn } from './follow-log.js';
import { identityOf, readCheckpoint } from './log-identity.js';
import { LogWriter } from './log-writer.js';
import { CHECKPOINT_PATH, StoredLog } from './stored-log.js';
import {
  exampleEvent,
  exampleEvents,
  InMemoryLogStore,
  openStreams,
  readingOf,
  type WriteFault,
} from './testing/index.js';

const signers = [parseSigner(generateKey('ledger.example/log'))];
const origin = 'ledger.example/log';

const partsOf = (store: InMemoryLogStore, events: readonly StoredEvent[]) => ({
  ...{ store, signers, origin },
  ...{ streams: openStreams(), eventStore: readingOf(events) },
});

async function logOf(events: readonly StoredEvent[]): Promise<InMemoryLogStore> {
  const store = new InMemoryLogStore();
  await bringLogOn(partsOf(store, events));
  return store;
}

function checkpointIn(store: InMemoryLogStore) {
  const text = Buffer.from(store.objects.get(CHECKPOINT_PATH)!).toString();
  return readCheckpoint(text, identityOf({ origin, signers }));
}

/** Everything but partial tiles, which depend on when checkpoints were made. */
function lasting(store: InMemoryLogStore): object {
  const kept = [...store.objects].filter(([path]) => !path.includes('.p/'));
  return Object.fromEntries(kept.sort().map(([path, bytes]) => [path, String(bytes)]));
}

describe('A log', () => {
  it('has one entry an event, and the root of those entries', async () => {
    const events = exampleEvents(600);
    const store = await logOf(events);
    const { size, root } = checkpointIn(store);
    const log = new StoredLog(store, size);
    expect(size).toBe(600);
    expect(sameHash(await log.tree.root(), root)).toBe(true);
    for (const [i, event] of events.entries()) {
      const entry = (await log.bundle(Math.floor(i / 256)))[i % 256]!;
      expect(Buffer.from(entry)).toEqual(Buffer.from(logEntry(event)));
      expect(sameHash(await log.tree.leaf(i), leafHash(entry))).toBe(true);
    }
    expect(await log.indexOf(257)).toBe(256);
    expect(await log.indexOf(601)).toBeUndefined();
  });

  it('is the same in however many pieces it was written, and from zero', async () => {
    const events = exampleEvents(1_100);
    const pieces = new InMemoryLogStore();
    for (const count of [0, 1, 255, 256, 257, 700, 700, 1_100]) {
      await bringLogOn(partsOf(pieces, events.slice(0, count)));
    }
    const whole = await logOf(events);
    expect(lasting(pieces)).toEqual(lasting(whole));
    const again = new InMemoryLogStore();
    again.objects.set(CHECKPOINT_PATH, whole.objects.get(CHECKPOINT_PATH)!);
    await bringLogOn(partsOf(again, events));
    expect(lasting(again)).toEqual(lasting(whole));
  });

  it('lets others have their turn while many events are added', async () => {
    const events = exampleEvents(10_000);
    const writer = await LogWriter.open(partsOf(new InMemoryLogStore(), events));
    let turns = 0;
    const counting = setInterval(() => (turns += 1));
    await writer.add(events);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(2);
  });

  it('signs nothing where nothing was added', async () => {
    const store = await logOf(exampleEvents(3));
    const { writes } = store;
    await bringLogOn(partsOf(store, exampleEvents(3)));
    expect(store.writes).toBe(writes);
  });
});

describe('The index of a position', () => {
  it('is found where positions have gaps, and for no position without an event', async () => {
    const events = exampleEvents(1_000).map((event, i) => ({ ...event, position: 7 + i * 5 }));
    const log = new StoredLog(await logOf(events), 1_000);
    for (const i of [0, 1, 254, 255, 256, 511, 512, 998, 999]) {
      expect(await log.indexOf(7 + i * 5)).toBe(i);
      expect(await log.indexOf(8 + i * 5)).toBeUndefined();
    }
    for (const position of [1, 6, 5_003, 9_999_999]) {
      expect(await log.indexOf(position)).toBeUndefined();
    }
  });
});

describe('A log goes on only from what was signed', () => {
  const events = exampleEvents(300);

  it.each([
    ['an event changed at its end', events.with(299, exampleEvent(300, 'b'))],
    [
      'an event changed at the start of its last bundle',
      events.with(256, exampleEvent(257, 'b')),
    ],
    ['an end that was cut off', events.slice(0, 299)],
    ['no events', []],
  ])('and refuses an event log with %s', async (_, others) => {
    const store = await logOf(events);
    const before = lasting(store);
    await expect(bringLogOn(partsOf(store, others))).rejects.toThrow(
      'is not the one that was signed',
    );
    expect(lasting(store)).toEqual(before);
  });

  it('and refuses other events where it has to begin anew', async () => {
    const store = await logOf(events);
    const checkpoint = store.objects.get(CHECKPOINT_PATH)!;
    store.objects.clear();
    store.objects.set(CHECKPOINT_PATH, checkpoint);
    const others = events.with(3, exampleEvent(4, 'b'));
    await expect(bringLogOn(partsOf(store, others))).rejects.toThrow(
      'the root that was signed',
    );
    expect(store.objects.get(CHECKPOINT_PATH)).toEqual(checkpoint);
  });

  it('and refuses a checkpoint of another log or key', async () => {
    const store = await logOf(events);
    const parts = partsOf(store, events);
    const other = { ...parts, signers: [parseSigner(generateKey(origin))] };
    await expect(LogWriter.open(other)).rejects.toThrow('without a valid signature of');
    await expect(LogWriter.open({ ...parts, origin: 'x' })).rejects.toThrow('and not of x');
    const former = { ...other, former: signers.map(({ verifier }) => verifier) };
    expect((await LogWriter.open(former)).size).toBe(300);
  });

  it('and not from what somebody else has signed meanwhile', async () => {
    const store = new InMemoryLogStore();
    const [one, other] = [
      await LogWriter.open(partsOf(store, events)),
      await LogWriter.open(partsOf(store, events)),
    ];
    await one.add(events.slice(0, 5));
    await one.publish();
    await other.add(events.slice(0, 7));
    await expect(other.publish()).rejects.toThrow('Another process');
    expect(checkpointIn(store).size).toBe(5);
  });
});

describe('Whichever write fails', () => {
  const events = exampleEvents(700);

  it.each<WriteFault>(['not-stored', 'stored'])(
    '%s, the log ends as it should',
    async (fault) => {
      const whole = await logOf(events);
      for (let at = 0; ; at += 1) {
        const store = await logOf(events.slice(0, 500));
        store.failAt(at, fault);
        const bringing = bringLogOn(partsOf(store, events));
        if (
          await bringing.then(
            () => true,
            () => false,
          )
        ) {
          expect(at).toBeGreaterThan(5);
          return;
        }
        const roots = [checkpointIn(store)];
        expect([500, 700]).toContain(roots[0]!.size);
        await bringLogOn(partsOf(store, events));
        expect(lasting(store)).toEqual(lasting(whole));
      }
    },
  );
});
