import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { readSeeds } from '@ledger/capture';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { DecideFinding, ReviewFindings, SeeArtefact } from '@ledger/figures-application';
import {
  FIGURE_STREAM_PREFIX,
  publishedFrom,
  type FindingFacts,
  type PublicationFacts,
} from '@ledger/figures-domain';
import { exampleOrigin } from '@ledger/figures-domain/testing';
import { checkPack } from '@ledger/figures-evidence';
import type { AskedClocks } from '@ledger/figures-read-models';
import { loadPlan } from '@ledger/intake';
import { instantOf } from '@ledger/kernel';
import { seedReviews } from '../../features/seed-figures.js';
import { contentsOf, startProcess } from '../../features/in-memory-ledger.js';
import { loggedEvidence, type LoggedEvidence } from '../../features/logged-evidence.js';
import { builtGo } from '../../foreign-verifier/build.js';
import { filesOf, tampered, TAMPERED } from './tampered-packs.js';

const PACKS = 200;

let folder = '';
let evidence: LoggedEvidence;
let packs: readonly Uint8Array[];

/** Figures that several publications print first, then others from all over the documents. */
async function chosenKeys(store: InMemoryEventStore): Promise<readonly string[]> {
  const events = await store.readAll(0, Number.MAX_SAFE_INTEGER);
  const counts = new Map<string, number>();
  for (const { stream } of events) counts.set(stream, (counts.get(stream) ?? 0) + 1);
  const figures = [...counts].filter(([stream]) => stream.startsWith(FIGURE_STREAM_PREFIX));
  const often = figures.filter(([, count]) => count > 1);
  const once = figures.filter(([, count]) => count === 1);
  const every = Math.max(1, Math.floor(once.length / Math.max(1, PACKS - often.length)));
  return [...often, ...once.filter((_, i) => i % every === 0)]
    .map(([stream]) => stream.slice(FIGURE_STREAM_PREFIX.length))
    .slice(0, PACKS);
}

/** Keys of figures with findings. */
async function foundKeys(store: InMemoryEventStore): Promise<readonly string[]> {
  const raised = (await store.readAll(0, Number.MAX_SAFE_INTEGER)).filter(isRaised);
  return [...new Set(raised.flatMap(({ body }) => factsIn(body).figures))];
}

function isRaised({ type }: { readonly type: string }): boolean {
  return type === 'FindingRaised';
}

function factsIn(body: string): FindingFacts {
  return (JSON.parse(body) as { data: FindingFacts }).data;
}

/** Explains every other finding. */
async function decideSome(store: InMemoryEventStore, commands: CommandBus): Promise<void> {
  const raised = (await store.readAll(0, Number.MAX_SAFE_INTEGER)).filter(isRaised);
  for (const { body } of raised.filter((_, i) => i % 2 === 0)) {
    const { id } = factsIn(body);
    await commands.execute(new DecideFinding(id, 'explained', 'as printed', exampleOrigin));
  }
}

/** Says that a source was unchanged some time later, and gone after that. */
async function seeAgain(
  { id, published, artefact }: PublicationFacts,
  commands: CommandBus,
): Promise<void> {
  if (artefact === undefined) return;
  const from = Date.parse(publishedFrom(published));
  for (const [days, sha256] of [
    [30, artefact.sha256],
    [100, null],
  ] as const) {
    const sighting = { seenAt: instantOf(from + days * DAY_MS), sha256 };
    await commands.execute(new SeeArtefact(id, sighting, exampleOrigin));
  }
}

const DAY_MS = 86_400_000;

/** Questions about the present, and about both clocks in the past. */
const CLOCKS: readonly AskedClocks[] = [
  {},
  { publishedBy: '2019-12-31' },
  { publishedBy: '9999-12-31T23:59:59.999Z', recordedBy: '2030' },
  { publishedBy: '2023-05' },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-packs-'));
  const store = new InMemoryEventStore();
  const reviews = await seedReviews();
  const { app } = await startProcess(store, contentsOf(store), undefined, reviews);
  const commands = app.get(CommandBus, { strict: false });
  const { plan } = await readSeeds('seeds');
  await loadPlan(plan, { commands, origin: exampleOrigin, onProgress: () => undefined });
  const { raised } = await commands.execute(new ReviewFindings(exampleOrigin));
  expect(raised).toBeGreaterThan(10);
  await decideSome(store, commands);
  for (const { facts } of plan.publications) await seeAgain(facts, commands);
  await app.close();
  evidence = loggedEvidence(store, '2026-11-01T12:00:00.000Z');
  await evidence.sign();
  const made: Uint8Array[] = [];
  const found = await foundKeys(store);
  const keys = [...found, ...(await chosenKeys(store))];
  for (const [i, key] of [...new Set(keys)].slice(0, PACKS).entries()) {
    const clocks = CLOCKS[i % CLOCKS.length] ?? {};
    const question = { key, recordedBy: '2030', ...clocks };
    made.push(await evidence.pack(question));
  }
  packs = made;
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the checker in Go says of each pack. */
async function judged(all: readonly Uint8Array[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const [i, pack] of all.entries()) {
    const file = join(folder, `${i}.zip`);
    await writeFile(file, pack);
    files.push(`${file}\n`);
  }
  const options = { input: files.join(''), encoding: 'utf8' } as const;
  const program = builtGo('test/foreign-verifier');
  const { stdout, stderr } = spawnSync(program, ['packs', evidence.key], options);
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

describe('Evidence packs of figures of the five documents', () => {
  it('are proved by both checkers, which fold the same answers', async () => {
    expect(packs).toHaveLength(PACKS);
    const verdicts = await judged(packs);
    expect(verdicts.filter((verdict) => !verdict.startsWith('proved'))).toEqual([]);
    for (const pack of packs) {
      expect((await checkPack(pack, [evidence.key])).faults).toEqual([]);
    }
    const sum = (pattern: RegExp) =>
      verdicts.reduce((total, verdict) => total + Number(pattern.exec(verdict)?.[1]), 0);
    const [derived, taken] = [sum(/(\d+) readings derived/), sum(/(\d+) taken/)];
    expect(derived).toBeGreaterThan(3 * taken);
  });

  it('are rejected by both for what was falsified in them', async () => {
    const files = packs.map(filesOf);
    const cases = Array.from({ length: PACKS }, (_, i) => {
      const tampering = TAMPERED[i % TAMPERED.length]!;
      const from = Array.from({ length: PACKS }, (_, ahead) => (i + ahead) % PACKS);
      const at = from.find((one) => tampering.fits(files[one]!))!;
      const other = packs[(at + 1) % PACKS]!;
      return { tampering, pack: tampered(packs[at]!, other, tampering) };
    });
    const verdicts = await judged(cases.map(({ pack }) => pack));
    for (const [i, { tampering, pack }] of cases.entries()) {
      const own = await checkPack(pack, [evidence.key]).then(
        ({ faults }) => faults[0]?.kind,
        (refusal: unknown) => (refusal as { code: string }).code,
      );
      const { name, kind } = tampering;
      expect([name, verdicts[i]?.split(':')[0], own]).toEqual([name, kind, kind]);
    }
  });
});
