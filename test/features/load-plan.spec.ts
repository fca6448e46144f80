import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import type { CapturedPublication, SeedsPlan } from '@ledger/capture';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { parsePublishedDate } from '@ledger/figures-domain';
import {
  exampleOrigin,
  force,
  kent,
  measureFacts,
  paragraph,
  papers,
  reportFigure,
} from '@ledger/figures-domain/testing';
import { loadPlan, type LoadProgress } from '@ledger/intake';
import { serveInProcess, type LedgerInProcess } from './ledger-in-process.js';

const place = { file: 'september-paper/01-crime.csv', row: 2 };

const september: CapturedPublication = {
  facts: papers.september,
  reports: [
    { place, report: reportFigure() },
    { place: { ...place, row: 3 }, report: reportFigure({ at: paragraph }) },
  ],
  followUps: [
    {
      place: { file: 'september-paper/follow-ups.csv', row: 2 },
      facts: { id: 'ask', title: 'Why?', owner: 'Somebody', subject: {} },
      closing: { outcome: 'answered' },
    },
  ],
  appearances: [],
  exclusions: [],
};

function planOf(...publications: readonly CapturedPublication[]): SeedsPlan {
  return {
    publishers: [force],
    areas: [kent],
    dimensions: [],
    measures: [measureFacts()],
    definitions: [],
    ownerships: [],
    notices: [],
    publications,
    isWhole: true,
    hasAllSheets: true,
  };
}

let store: InMemoryEventStore;
let ledger: LedgerInProcess;

beforeEach(async () => {
  store = new InMemoryEventStore();
  ledger = await serveInProcess(store);
});

afterEach(() => ledger.close());

function load(plan: SeedsPlan, onProgress: (progress: LoadProgress) => void = () => undefined) {
  const commands = ledger.app.get(CommandBus, { strict: false });
  return loadPlan(plan, { commands, origin: exampleOrigin, onProgress });
}

async function captureOf(id: string): Promise<string> {
  await ledger.caughtUp();
  return (await ledger.get(`/publications/${id}`)).body.publication.capture.state;
}

describe('Loading a plan', () => {
  it('brings everything it says on record and seals what is whole', async () => {
    const progress: LoadProgress[] = [];
    const summary = await load(planOf(september), (step) => progress.push(step));
    expect(summary).toMatchObject({ changes: 7, refusals: [], position: await store.head() });
    expect(summary.outcomes).toMatchObject({ recorded: 1, confirmed: 1, refused: 0 });
    expect(progress.at(-1)).toMatchObject({ done: 9, total: 9, what: 'september-paper' });
    expect(await captureOf('september-paper')).toBe('sealed');
  });

  it('changes nothing the second time', async () => {
    await load(planOf(september));
    const head = await store.head();
    const again = await load(planOf(september));
    expect(again).toMatchObject({ changes: 0, outcomes: { unchanged: 2 } });
    expect(await store.head()).toBe(head);
  });

  it('registers who owns which part of the figures, one after the other', async () => {
    const from = parsePublishedDate('2025-04');
    const ownerships = [
      { area: 'kent', owner: force.id },
      { area: 'kent', owner: force.id, from },
      { measures: 'recorded-crime', owner: force.id },
    ];
    const plan = { ...planOf(), ownerships };

    expect(await load(plan)).toMatchObject({ changes: 6, refusals: [] });
    expect(await load(plan)).toMatchObject({ changes: 0, refusals: [] });
    await ledger.caughtUp();
    expect((await ledger.get('/ownerships')).body.ownerships).toEqual(ownerships);
  });

  it('reports what was refused, loads the rest, and never calls a part the whole', async () => {
    const reports = [
      ...september.reports,
      { place: { ...place, row: 9 }, report: reportFigure({ unit: 'calls', at: { line: 9 } }) },
    ];
    const december = { ...september, facts: papers.december, reports: [], followUps: [] };
    const summary = await load(planOf({ ...september, reports }, december));
    expect(summary.refusals).toMatchObject([
      { place: { file: 'september-paper/01-crime.csv', row: 9 }, code: 'unit-not-of-measure' },
    ]);
    expect(await captureOf('september-paper')).toBe('open');
    expect(await captureOf('december-paper')).toBe('sealed');
  });

  it('stops where the log cannot be written, and goes on the next time', async () => {
    const faulty = new InMemoryEventStore({
      faults: ['failed-and-not-stored', 'failed-and-not-stored'],
    });
    const broken = await serveInProcess(faulty);
    const commands = broken.app.get(CommandBus, { strict: false });
    const options = { commands, origin: exampleOrigin };
    await expect(loadPlan(planOf(september), options)).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    await expect(loadPlan(planOf(september), options)).rejects.toThrow();
    expect((await loadPlan(planOf(september), options)).outcomes).toMatchObject({
      recorded: 1,
    });
    await broken.close();
  });
});
