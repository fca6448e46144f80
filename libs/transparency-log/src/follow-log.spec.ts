import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@ledger/event-store-port';
import { generateKey, parseSigner } from '@ledger/transparency';
import { BATCH_EVENTS_MAX, followLog, type SignedEnd } from './follow-log.js';
import { exampleEvents, InMemoryLogStore, openStreams, readingOf } from './testing/index.js';

const identity = {
  origin: 'ledger.example/log',
  signers: [parseSigner(generateKey('ledger.example/log'))],
};

/** An event log whose events come in these batches, and then no more until the signal. */
function coming(batches: readonly (readonly StoredEvent[])[]) {
  return {
    ...readingOf(batches.flat()),
    async *follow({ signal }: { readonly signal?: AbortSignal | undefined }) {
      yield* batches;
      if (signal !== undefined && !signal.aborted) await once(signal, 'abort');
    },
  };
}

describe('A log that follows', () => {
  it.each([
    ['a batch that is full', 1, BATCH_EVENTS_MAX],
    ['a batch that is not', 1, 3],
    ['several full ones', BATCH_EVENTS_MAX, BATCH_EVENTS_MAX],
  ])('is signed to its end if %s comes last', async (_, first, last) => {
    const events = exampleEvents(first + last);
    const stopping = new AbortController();
    const ends: SignedEnd[] = [];
    await followLog({
      ...identity,
      ...{ store: new InMemoryLogStore(), streams: openStreams() },
      eventStore: coming([events.slice(0, first), events.slice(first)]),
      // Long enough that the last batch comes before the next checkpoint is due.
      everyMs: 1_000,
      signal: stopping.signal,
      onSigned: (end) => {
        ends.push(end);
        if (end.entries === events.length) stopping.abort();
      },
    });
    expect(ends.at(-1)?.entries).toBe(events.length);
  });

  it('ends with what a checkpoint fails with, while no event comes', async () => {
    const store = new InMemoryLogStore();
    const stopping = new AbortController();
    let signed = 0;
    const following = followLog({
      ...identity,
      ...{ store, streams: openStreams() },
      eventStore: coming([exampleEvents(1), exampleEvents(2).slice(1)]),
      everyMs: 1,
      signal: stopping.signal,
      onSigned: () => {
        signed += 1;
        store.failAt(0, 'not-stored');
      },
    });
    await expect(following).rejects.toThrow('the disk is full');
    expect(signed).toBe(1);
    expect(stopping.signal.aborted).toBe(false);
  });
});
