import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import {
  generateKey,
  parseNote,
  parseSigner,
  parseWitnessPolicy,
  verifiedSignatures,
} from '@ledger/transparency';
import type { StoredEvent } from '@ledger/event-store-port';
import { bringLogOn, followLog } from './follow-log.js';
import { LogWriter } from './log-writer.js';
import { CHECKPOINT_PATH } from './stored-log.js';
import {
  exampleEvent,
  exampleEvents,
  InMemoryLogStore,
  openStreams,
  readingOf,
  WitnessInMemory,
} from './testing/index.js';
import { Witnesses } from './witnesses.js';

const origin = 'ledger.example/log';
const signers = [parseSigner(generateKey(origin))];

/** A log with two witnesses, of which some number has to cosign. */
function witnessedLog(quorum: string) {
  const both = [
    new WitnessInMemory('a.example', 1),
    new WitnessInMemory('b.example', 2),
  ] as const;
  const store = new InMemoryLogStore();
  const faults: string[] = [];
  let nowMs = 0;
  let noted = (): void => undefined;
  const [a, b] = both.map(
    ({ verifier }, i) => `witness W${i} ${verifier.text} https://${verifier.name}/`,
  );
  const newWitnesses = () =>
    new Witnesses({
      policy: parseWitnessPolicy(`${a}\n${b}\ngroup both 2 W0 W1\nquorum ${quorum}\n`),
      onFault: (fault) => {
        faults.push(fault);
        noted();
      },
      now: () => nowMs,
      send: async (address, body) => {
        const asked = both.find(
          ({ verifier }) => address === `https://${verifier.name}/add-checkpoint`,
        );
        return asked!.answer(body);
      },
    });
  const partsOf = (events: readonly StoredEvent[], witnesses = newWitnesses()) => ({
    ...{ store, origin, signers, witnesses },
    ...{ streams: openStreams(), eventStore: readingOf(events) },
  });
  return {
    ...{ both, store, faults, partsOf },
    later: (ms: number) => (nowMs += ms),
    onFault: (act: () => void) => (noted = act),
    checkpoint: () => {
      const bytes = store.objects.get(CHECKPOINT_PATH);
      if (bytes === undefined) return undefined;
      const note = parseNote(String(bytes));
      const found = verifiedSignatures(
        note,
        both.map(({ verifier }) => verifier),
      );
      return {
        size: Number(note.text.split('\n')[1]),
        cosigners: found.map(({ verifier }) => verifier.name),
      };
    },
  };
}

const events = exampleEvents(600);
const everybody = ['a.example', 'b.example'];

describe('A witnessed log', () => {
  it('publishes each checkpoint with the cosignatures of all witnesses', async () => {
    const log = witnessedLog('both');
    const witnesses = log.partsOf(events).witnesses;
    for (const size of [3, 300, 600]) {
      await bringLogOn(log.partsOf(events.slice(0, size), witnesses));
      expect(log.checkpoint()).toEqual({ size, cosigners: everybody });
    }
    expect([log.faults, log.both.map(({ requests }) => requests)]).toEqual([[], [3, 3]]);
  });

  it('asks a witness from the size that it knows, also in another process', async () => {
    const log = witnessedLog('both');
    await bringLogOn(log.partsOf(events.slice(0, 300)));
    await bringLogOn(log.partsOf(events));
    expect(log.checkpoint()).toEqual({ size: 600, cosigners: everybody });
    expect(log.both[0].requests).toBe(3);
  });

  it('keeps the last checkpoint while too few cosign, and catches them up', async () => {
    const log = witnessedLog('both');
    await bringLogOn(log.partsOf(events.slice(0, 300)));
    const [, b] = log.both;
    b.isOut = true;
    const writer = await LogWriter.open(log.partsOf(events));
    await writer.add(events.slice(300));
    expect(await writer.publish()).toBeUndefined();
    expect(log.checkpoint()).toEqual({ size: 300, cosigners: everybody });
    expect([writer.isToBeCosigned, log.faults]).toEqual([
      true,
      ['Witness W1 did not cosign: nothing answers.'],
    ]);
    b.isOut = false;
    const { requests } = b;
    expect(await writer.publish()).toBeUndefined();
    expect(b.requests).toBe(requests);
    log.later(1_000);
    expect(await writer.publish()).toBeDefined();
    expect(log.checkpoint()).toEqual({ size: 600, cosigners: everybody });
    expect(writer.isToBeCosigned).toBe(false);
  });

  it('adds what is missing to the checkpoint where one is enough', async () => {
    const log = witnessedLog('W0');
    log.both[1].isOut = true;
    const writer = await LogWriter.open(log.partsOf(events));
    await writer.add(events);
    await writer.publish();
    expect(log.checkpoint()).toEqual({ size: 600, cosigners: ['a.example'] });
    log.both[1].isOut = false;
    log.later(1_000);
    expect(writer.isToBeCosigned).toBe(true);
    await writer.publish();
    expect(log.checkpoint()).toEqual({ size: 600, cosigners: everybody });
  });

  it('is caught up after an outage though nothing is recorded meanwhile', async () => {
    const log = witnessedLog('both');
    const stopping = new AbortController();
    const witnesses = log.partsOf(events).witnesses;
    log.both[1].isOut = true;
    const parts = log.partsOf(events, witnesses);
    const eventStore = {
      ...parts.eventStore,
      async *follow({ signal }: { readonly signal?: AbortSignal | undefined }) {
        yield events;
        if (signal !== undefined && !signal.aborted) await once(signal, 'abort');
      },
    };
    const following = followLog({
      ...{ ...parts, eventStore, everyMs: 1, signal: stopping.signal },
      onSigned: ({ entries }) => {
        if (entries === events.length) stopping.abort();
      },
    });
    log.onFault(() => {
      log.both[1].isOut = false;
      log.later(1_000);
    });
    await following;
    expect(log.checkpoint()).toEqual({ size: 600, cosigners: everybody });
    expect(log.faults).toHaveLength(1);
  });

  it.each([
    ['another event', events.with(5, exampleEvent(6, 'b')), 'this log is a fork'],
    ['an end that was lost', events.slice(0, 200), 'it has cosigned 300 entries of this log'],
  ])('is refused as a fork with %s', async (_, others, fault) => {
    const log = witnessedLog('both');
    await bringLogOn(log.partsOf(events.slice(0, 300)));
    log.store.objects.clear();
    await bringLogOn(log.partsOf(others));
    expect(log.checkpoint()).toBeUndefined();
    expect(log.faults).toEqual([
      expect.stringContaining(fault),
      expect.stringContaining(fault),
    ]);
  });

  it('takes no cosignature of another key or text', async () => {
    const log = witnessedLog('none');
    const [a, b] = log.both;
    const swapped = b.answer.bind(b);
    a.answer = (body) => swapped(body);
    await bringLogOn(log.partsOf(events));
    expect(log.checkpoint()?.cosigners).not.toContain('a.example');
    expect(log.faults).toContainEqual(
      'Witness W0 did not cosign: its answer has no cosignature of its key.',
    );
  });
});
