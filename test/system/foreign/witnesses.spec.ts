import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FileLogStore } from '@ledger/log-store-files';
import {
  generateKey,
  parseNote,
  parseSigner,
  parseWitnessPolicy,
  verifiedSignatures,
} from '@ledger/transparency';
import { bringLogOn, Witnesses } from '@ledger/transparency-log';
import {
  exampleEvent,
  exampleEvents,
  openStreams,
  readingOf,
} from '@ledger/transparency-log/testing';
import { Litewitness } from './litewitness.js';

const origin = 'ledger.example/log';
const key = generateKey(origin);
const signer = parseSigner(key);
const events = exampleEvents(1_000);

let folder = '';
let witness: Litewitness;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-witness-'));
  witness = await Litewitness.start(folder);
  witness.knows(origin, signer.verifier.text);
}, 120_000);

afterAll(async () => {
  await witness.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Brings the log in a folder up to the end of events; what was wrong with the witness. */
async function brought(log: string, some: typeof events): Promise<readonly string[]> {
  const faults: string[] = [];
  const policy = parseWitnessPolicy(
    `witness one ${witness.verifier.text} ${witness.url}\nquorum one\n`,
  );
  await bringLogOn({
    ...{ origin, signers: [signer], store: new FileLogStore(join(folder, log)) },
    ...{ streams: openStreams(), eventStore: readingOf(some) },
    witnesses: new Witnesses({ policy, onFault: (fault) => faults.push(fault) }),
  });
  return faults;
}

/** The size of the checkpoint that is served, if the witness cosigned it. */
async function cosignedSize(log: string): Promise<number | undefined> {
  const note = parseNote(await readFile(join(folder, log, 'checkpoint'), 'utf8'));
  const [found] = verifiedSignatures(note, [witness.verifier]);
  return found?.atSeconds === undefined ? undefined : Number(note.text.split('\n')[1]);
}

describe('A litewitness', () => {
  it('cosigns checkpoints as the log grows', async () => {
    for (const size of [1, 255, 256, 700]) {
      expect(await brought('log', events.slice(0, size))).toEqual([]);
      expect(await cosignedSize('log')).toBe(size);
    }
  });

  it('refuses a fork, which is never published', async () => {
    await cp(join(folder, 'log'), join(folder, 'fork'), { recursive: true });
    await brought('log', events.slice(0, 800));
    const forked = events.with(750, exampleEvent(751, 'b'));
    for (const [some, fault] of [
      [forked.slice(0, 900), 'this log is a fork'],
      [forked.slice(0, 800), 'this log is a fork'],
      [forked.slice(0, 760), 'it has cosigned 800 entries of this log, and there are 760'],
    ] as const) {
      expect(await brought('fork', some)).toEqual([expect.stringContaining(fault)]);
      expect(await cosignedSize('fork')).toBe(700);
    }
    expect(await brought('log', events.slice(0, 900))).toEqual([]);
  });

  it('is caught up after an outage', async () => {
    await witness.pause();
    expect(await brought('log', events.slice(0, 950))).toEqual([
      expect.stringContaining('Witness one did not cosign'),
    ]);
    expect(await cosignedSize('log')).toBe(900);
    await witness.resume();
    expect(await brought('log', events)).toEqual([]);
    expect(await cosignedSize('log')).toBe(1_000);
  });
});
