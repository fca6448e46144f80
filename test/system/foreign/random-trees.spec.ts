import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import {
  formatCheckpoint,
  formatNote,
  generateKey,
  parseSigner,
  signNote,
  type Hash,
} from '@ledger/transparency';
import { treeOf } from '@ledger/transparency/testing';
import { builtGo } from '../../foreign-verifier/build.js';

const TREES = 10_000;
/** Most trees are small; some have many tiles. */
const SIZE_MAX = 200;
const LARGE_EVERY = 500;
const LARGE_SIZE_MAX = 70_000;
const signer = parseSigner(generateKey('ledger.example/log'));

const base64 = (hash: Hash) => Buffer.from(hash).toString('base64');

/** Pseudo-random numbers, the same for one seed (a linear congruential generator). */
function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

async function randomCase(seed: number): Promise<object> {
  const numbers = randomNumbers(seed);
  const below = (max: number) => Math.floor(numbers.next().value * max);
  const size = 1 + below(seed % LARGE_EVERY === 0 ? LARGE_SIZE_MAX : SIZE_MAX);
  const [index, first] = [below(size), 1 + below(size)];
  const entries = Array.from({ length: size }, (_, i) => `${seed}:${i}`);
  const tree = treeOf(entries);
  const root = await tree.root();
  const text = formatCheckpoint({ origin: signer.verifier.name, size, root });
  return {
    seed: String(seed),
    size,
    root: base64(root),
    index,
    inclusion: (await tree.inclusionProof(index)).map(base64),
    first,
    firstRoot: base64(await treeOf(entries.slice(0, first)).root()),
    consistency: (await tree.consistencyProof(first)).map(base64),
    checkpoint: formatNote(await signNote(text, [signer])),
    key: signer.verifier.text,
  };
}

function judged(cases: readonly object[]) {
  const input = cases.map((one) => `${JSON.stringify(one)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(builtGo('test/foreign-verifier'), ['trees'], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout: stdout.trim(), stderr };
}

describe('Random trees', () => {
  it('have the roots, proofs and checkpoints that golang.org/x/mod makes of them', async () => {
    const cases: object[] = [];
    for (let seed = 1; seed <= TREES; seed += 1) cases.push(await randomCase(seed));
    expect(judged(cases)).toEqual({ status: 0, stdout: String(TREES), stderr: '' });
  });

  it('are distinguished from other trees', async () => {
    const sound = (await randomCase(7)) as Record<string, unknown>;
    const other = (await randomCase(8)) as Record<string, unknown>;
    for (const name of ['root', 'inclusion', 'firstRoot', 'consistency', 'checkpoint']) {
      const { status, stderr } = judged([{ ...sound, [name]: other[name] }]);
      expect([name, status, stderr]).toEqual([name, 1, expect.stringContaining('tree 7')]);
    }
  });
});
