import { describe, expect, it } from '@jest/globals';
import {
  checkInclusion,
  generateKey,
  leafHash,
  logEntry,
  parseSigner,
} from '@ledger/transparency';
import { bringLogOn } from './follow-log.js';
import { identityOf } from './log-identity.js';
import { LatestLog } from './log-proofs.js';
import { exampleEvents, InMemoryLogStore, openStreams, readingOf } from './testing/index.js';

const identity = { origin: 'a', signers: [parseSigner(generateKey('a'))] };
const events = exampleEvents(900);

async function logOf(count: number, store = new InMemoryLogStore()) {
  const eventStore = readingOf(events.slice(0, count));
  await bringLogOn({ ...identity, store, eventStore, streams: openStreams() });
  return store;
}

/** Checks the proof of each event against the last checkpoint. */
async function checkProofs(latest: LatestLog, count: number): Promise<void> {
  const log = (await latest.get())!;
  expect(log.checkpoint.size).toBe(count);
  for (const event of events.slice(0, count)) {
    const { index, hashes } = (await log.proofOf(event.position))!;
    checkInclusion({ index, hash: leafHash(logEntry(event)) }, log.checkpoint, hashes);
  }
  expect(await log.proofOf(count + 1)).toBeUndefined();
}

describe('The latest log', () => {
  it('proves every entry, also after it has grown', async () => {
    const store = await logOf(300);
    const latest = new LatestLog(store, identityOf(identity));
    for (const count of [300, 301, 512, 900]) {
      await logOf(count, store);
      await checkProofs(latest, count);
    }
  });

  it('is none until a checkpoint is signed, and is verified each time one is', async () => {
    const store = new InMemoryLogStore();
    const latest = new LatestLog(store, identityOf(identity));
    expect(await latest.get()).toBeUndefined();
    await logOf(3, store);
    expect((await latest.get())?.checkpoint.size).toBe(3);
    const other = { ...identity, signers: [parseSigner(generateKey('a'))] };
    const theirs = new InMemoryLogStore();
    const eventStore = readingOf(events);
    await bringLogOn({ ...other, store: theirs, eventStore, streams: openStreams() });
    store.objects.set('checkpoint', theirs.objects.get('checkpoint')!);
    await expect(latest.get()).rejects.toThrow('without a valid signature');
  });

  it('reads a tile again that was missing', async () => {
    const store = await logOf(900);
    const tile = store.objects.get('tile/0/001')!;
    store.objects.delete('tile/0/001');
    const latest = new LatestLog(store, identityOf(identity));
    const proof = async () => (await latest.get())!.proofFileOf(300);
    await expect(proof()).rejects.toThrow('tile/0/001 cannot be used: it is missing');
    store.objects.set('tile/0/001', tile);
    expect(await proof()).toContain('index 299\n');
  });
});
