import { afterEach, describe, expect, it } from '@jest/globals';
import { ReportFiguresTogether, type ReportAnswer } from '@ledger/figures-application';
import { FIGURE_STREAM_PREFIX } from '@ledger/figures-domain';
import { dayOf, exampleOrigin, reportFigure } from '@ledger/figures-domain/testing';
import type { EventStore } from '@ledger/event-store-port';
import {
  registerExamples,
  startProcess,
  type LedgerProcess,
} from '../features/in-memory-ledger.js';
import type { ServerTraits } from './kurrentdb-double/index.js';
import { Scene } from './kurrentdb-scene.js';

/** A paper that fits one append with a server's defaults. */
const FIGURES = 300;

/** More than the server's limit of 1 MiB. */
const FIGURES_TOO_MANY = 1_300;

let scene: Scene;
let store: EventStore;
let ledger: LedgerProcess;

afterEach(() => scene.end());

async function begin(traits: Partial<ServerTraits> = {}): Promise<void> {
  scene = await Scene.begin({ traits });
  store = scene.open();
  ledger = await startProcess(store);
  await registerExamples(ledger);
}

function reportPaper(figures: number): Promise<readonly ReportAnswer[]> {
  const paper = Array.from({ length: figures }, (_, i) =>
    reportFigure({ figure: { period: dayOf(i) }, at: { line: i + 1 } }),
  );
  return ledger.execute(new ReportFiguresTogether(paper, exampleOrigin));
}

/** The number of figures' events on the server. */
async function recorded(): Promise<number> {
  const events = await store.readAll(0, 10_000);
  return events.filter(({ stream }) => stream.startsWith(FIGURE_STREAM_PREFIX)).length;
}

const outcomes = (answers: readonly ReportAnswer[]) => [
  ...new Set(answers.map(({ outcome }) => outcome)),
];

describe.each<[string, Partial<ServerTraits>]>([
  ['26.1', {}],
  ['25.1', { offersAppendRecords: false }],
])('A paper on a KurrentDB server of %s', (_, traits) => {
  it('is there whole once it is answered, and again changes nothing', async () => {
    await begin(traits);
    expect(outcomes(await reportPaper(FIGURES))).toEqual(['recorded']);
    expect(await recorded()).toBe(FIGURES);
    expect(outcomes(await reportPaper(FIGURES))).toEqual(['unchanged']);
  });

  it('leaves nothing when the server refuses it', async () => {
    await begin(traits);
    scene.server.standingAppendFault = 'not-ready';
    await expect(reportPaper(FIGURES)).rejects.toMatchObject({ code: 'store-unavailable' });
    scene.server.standingAppendFault = undefined;
    expect(await recorded()).toBe(0);
    expect(outcomes(await reportPaper(FIGURES))).toEqual(['recorded']);
  });

  it.each(['cut-and-not-stored', 'cut-but-stored'] as const)(
    'is there once, and whole, when the connection is %s',
    async (fault) => {
      await begin(traits);
      scene.server.appendFaults.push(fault);
      expect(outcomes(await reportPaper(FIGURES))).toEqual(['recorded']);
      expect(await recorded()).toBe(FIGURES);
    },
  );

  it('is taken figure by figure when it is more than the server takes at once', async () => {
    await begin(traits);
    expect(outcomes(await reportPaper(FIGURES_TOO_MANY))).toEqual(['recorded']);
    expect(await recorded()).toBe(FIGURES_TOO_MANY);
  });
});

describe('A paper on a KurrentDB server before 25.1', () => {
  it('is taken figure by figure', async () => {
    await begin({ offersAppendRecords: false, offersAppendSession: false });
    expect(outcomes(await reportPaper(FIGURES))).toEqual(['recorded']);
    expect(await recorded()).toBe(FIGURES);
    expect(outcomes(await reportPaper(FIGURES))).toEqual(['unchanged']);
  });
});
