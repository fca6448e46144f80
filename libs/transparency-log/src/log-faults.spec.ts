import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@ledger/event-store-port';
import {
  generateKey,
  parseSigner,
  sameHash,
  streamsRootIn,
  type NoteSigner,
} from '@ledger/transparency';
import { bringLogOn } from './follow-log.js';
import { identityOf, readCheckpoint } from './log-identity.js';
import { LogWriter } from './log-writer.js';
import { CHECKPOINT_PATH, StoredLog } from './stored-log.js';
import {
  exampleEvents,
  InMemoryLogStore,
  InMemoryStreamMapStore,
  readingOf,
  type WriteFault,
} from './testing/index.js';
import type { Disclosure } from './stream-map-writer.js';

const origin = 'ledger.example/log';

/** Every tenth event is under embargo, each hundredth releases what came before. */
function disclosureOf({ position, id }: StoredEvent): Disclosure {
  const paper = `paper-${Math.floor(position / 100)}`;
  const lists = () => [`list-${position % 7}`];
  if (position % 100 === 1) return { waitsFor: () => [paper], embargoes: paper, lists };
  if (position % 100 === 99) return { waitsFor: () => [paper], releases: paper, lists };
  return { waitsFor: () => (position % 10 === 0 ? [paper] : []), lists: () => [`list-${id}`] };
}

const events = exampleEvents(900);

/** A log of which every signature is noted: for one size there must be one text. */
function policedLog() {
  const [store, map] = [new InMemoryLogStore(), new InMemoryStreamMapStore()];
  const signed = new Map<string, string>();
  const key = parseSigner(generateKey(origin));
  const signer: NoteSigner = {
    verifier: key.verifier,
    sign: (text) => {
      const size = text.split('\n')[1]!;
      expect(signed.get(size) ?? text).toBe(text);
      signed.set(size, text);
      return key.sign(text);
    },
  };
  const partsOf = (count: number) => ({
    ...{ store, origin, signers: [signer], streams: { store: map, disclosureOf } },
    eventStore: readingOf(events.slice(0, count)),
  });
  return { store, map, signer, partsOf };
}

type PolicedLog = ReturnType<typeof policedLog>;

/** What a stranger sees: the checkpoint's tree and entries are there, and no more than events. */
async function checkPublished({ store, signer }: PolicedLog, count: number): Promise<number> {
  const bytes = store.objects.get(CHECKPOINT_PATH);
  if (bytes === undefined) return 0;
  const identity = identityOf({ origin, signers: [signer] });
  const { size, root } = readCheckpoint(String(bytes), identity);
  const log = new StoredLog(store, size);
  expect(size).toBeLessThanOrEqual(count);
  expect(sameHash(await log.tree.root(), root)).toBe(true);
  expect(await log.indexOf(size)).toBe(size - 1);
  return size;
}

/** The root of the map that a log of so many events has to commit to. */
async function expectedStreams(count: number): Promise<string> {
  const log = policedLog();
  await bringLogOn(log.partsOf(count));
  return streamsOf(log);
}

function streamsOf({ store, signer }: PolicedLog): string {
  const identity = identityOf({ origin, signers: [signer] });
  const text = String(store.objects.get(CHECKPOINT_PATH));
  return Buffer.from(streamsRootIn(readCheckpoint(text, identity).extension)!).toString('hex');
}

async function isBrought(log: PolicedLog, count: number): Promise<boolean> {
  return bringLogOn(log.partsOf(count)).then(
    () => true,
    (error: unknown) => {
      expect(error).toMatchObject({ code: 'log-store-unavailable' });
      return false;
    },
  );
}

const FAULTS: readonly WriteFault[] = ['not-stored', 'stored'];

describe('Whichever write fails, once', () => {
  it.each([
    ...FAULTS.map((fault) => ['a tile or a checkpoint', fault, 'store'] as const),
    ...FAULTS.map((fault) => ['a step of the map', fault, 'map'] as const),
  ])('%s, %s: nothing false is published, and the log goes on', async (_, fault, which) => {
    const expected = await expectedStreams(900);
    let failures = 0;
    for (let at = 0; ; at += 1) {
      const log = policedLog();
      await bringLogOn(log.partsOf(300));
      log[which].failAt(at, fault);
      const ended = [await isBrought(log, 650), await isBrought(log, 900)];
      expect([0, 300, 650, 900]).toContain(await checkPublished(log, 900));
      if (ended.every((one) => one)) break;
      failures += 1;
      expect(await isBrought(log, 900)).toBe(true);
      expect(await checkPublished(log, 900)).toBe(900);
      expect(streamsOf(log)).toBe(expected);
    }
    expect(failures).toBeGreaterThan(which === 'store' ? 8 : 1);
  });
});

describe('Two writers of one log', () => {
  it('sign one text for each size, and only one of them goes on', async () => {
    const log = policedLog();
    const writers = await Promise.all([1, 2].map(() => LogWriter.open(log.partsOf(900))));
    const outcomes: (string | undefined)[] = [];
    for (const count of [200, 500, 900]) {
      for (const writer of writers) {
        await writer.add(events.slice(writer.size, count));
        outcomes.push(
          await writer.publish().then(
            (checkpoint) => (checkpoint === undefined ? undefined : 'signed'),
            (error: unknown) => (error as { readonly code: string }).code,
          ),
        );
        await checkPublished(log, count);
      }
    }
    expect(outcomes.filter((one) => one === 'signed')).toHaveLength(3);
    // Undefined: the map, which they share, is ahead of this writer.
    const others = outcomes.filter((one) => one !== undefined && one !== 'signed');
    expect(new Set(others)).toEqual(new Set(['log-written-elsewhere', 'stream-map-moved']));
    expect(await isBrought(log, 900)).toBe(true);
    expect(streamsOf(log)).toBe(await expectedStreams(900));
  });
});
