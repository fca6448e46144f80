import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CorrectTranscription,
  RegisterOwnership,
  RegisterPublication,
  ReleasePublication,
  RetractAppearance,
  SupersedePublication,
} from '@ledger/figures-application';
import { parsePublishedDate, type FigureEvent, type FigureKey } from '@ledger/figures-domain';
import {
  exampleOrigin,
  papers,
  printedValue,
  publicationFacts,
  reportFigure,
  statisticsOffice,
  type Print,
} from '@ledger/figures-domain/testing';
import {
  getFigure,
  listChanges,
  rebuildViews,
  type AskedClocks,
  type ChangesQuestion,
  type ChangeView,
  type ViewReader,
} from '@ledger/figures-read-models';
import { decodeRecord, isLedgerError, parseDecimal } from '@ledger/kernel';
import { createViewsDatabase } from '../views-database.js';
import { startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

const early = publicationFacts({
  id: 'early-paper',
  published: parsePublishedDate('2024-07-02'),
});
const embargoed = publicationFacts({
  id: 'embargoed-paper',
  published: parsePublishedDate('2024-10-01'),
  isEmbargoed: true,
});
const correcting = publicationFacts({
  id: 'correcting-paper',
  published: parsePublishedDate('2024-09-20'),
  corrects: [papers.september.id],
});
const publications = [...Object.values(papers), early, embargoed, correcting].map(
  ({ id }) => id,
);

/** One thing that happens to the ledger; most print a figure. */
const happening = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      what: fc.constant('print' as const),
      publication: fc.constantFrom(...publications),
      period: fc.constantFrom('2024-05', '2024-06'),
      line: fc.integer({ min: 1, max: 3 }),
      value: fc.constantFrom('412', '412.0', '413', '421', '400', null),
      qualifier: fc.constantFrom('exact' as const, 'exact' as const, 'approximately' as const),
      markers: fc.constantFrom([], [], ['p'] as const, ['r'] as const),
      change: fc.constantFrom(
        ...[undefined, undefined, undefined],
        { kind: 'routine', reason: 'late records' } as const,
        { kind: 'correction', reason: 'an error' } as const,
        { kind: 'restatement', reason: 'rules', definitionVersion: 1 } as const,
        { kind: 'withdrawn', reason: 'unreliable' } as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ what: fc.constant('correct' as const), at: fc.nat(40) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('retract' as const), at: fc.nat(40) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constantFrom('release' as const, 'own' as const, 'supersede' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('derive' as const) }) },
);

type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

let ledger: ViewedLedger;

async function startWithPapers(): Promise<ViewedLedger> {
  const started = await startViewedExamples();
  for (const paper of [early, embargoed, correcting]) {
    await started.execute(new RegisterPublication(paper, exampleOrigin));
  }
  return started;
}

beforeEach(async () => {
  ledger = await startWithPapers();
});

afterEach(() => ledger.close());

async function printed(): Promise<readonly FigurePlace[]> {
  const events = await ledger.store.readAll(0, 10_000);
  return events
    .map(({ body }) => decodeRecord<FigureEvent>(body))
    .filter(({ type }) => type.startsWith('Figure'))
    .map(({ id, data }) => ({ id, key: data.key }));
}

interface FigurePlace {
  readonly id: string;
  readonly key: FigureKey;
}

/** Refusals are part of life; anything else is a defect. */
async function happens(one: Happening): Promise<void> {
  try {
    await doHappen(one);
  } catch (error) {
    if (!isLedgerError(error)) throw error;
  }
}

async function doHappen(one: Happening): Promise<unknown> {
  switch (one.what) {
    case 'print': {
      const { publication, period, line, value, qualifier, change } = one;
      const markers = value === null ? (['x'] as const) : one.markers;
      const print: Print = { value, qualifier, markers, at: { line }, figure: { period } };
      const report = reportFigure(change === undefined ? print : { ...print, change });
      return ledger.report({ ...report, publication });
    }
    case 'correct': {
      const { key, id: corrects } = (await printed())[one.at] ?? NOTHING;
      const correction = {
        ...printedValue({ value: '433' }),
        key,
        corrects,
        reason: 'misread',
      };
      return ledger.execute(new CorrectTranscription(correction, exampleOrigin));
    }
    case 'retract': {
      const { key, id: retracts } = (await printed())[one.at] ?? NOTHING;
      const retraction = { key, retracts, reason: 'another figure' };
      return ledger.execute(new RetractAppearance(retraction, exampleOrigin));
    }
    case 'release':
      return ledger.execute(new ReleasePublication(embargoed.id, 'it is out', exampleOrigin));
    case 'own': {
      const facts = { measures: 'recorded-crime', owner: statisticsOffice.id };
      return ledger.execute(new RegisterOwnership(facts, exampleOrigin));
    }
    case 'supersede': {
      const [old, by] = [papers.december.id, papers.september.id];
      return ledger.execute(new SupersedePublication(old, by, 'replaced', exampleOrigin));
    }
    case 'derive':
      await ledger.caughtUp();
      return listChanges(ledger.reader, { limit: 1 });
  }
}

const NOTHING: FigurePlace = { id: 'none', key: 'none/none/2024' as FigureKey };

/** All pages, a few changes each. */
async function changesAt(
  reader: ViewReader,
  question: ChangesQuestion,
): Promise<readonly ChangeView[]> {
  const all: ChangeView[] = [];
  let cursor: string | null = null;
  do {
    const paging = cursor === null ? { limit: 7 } : { limit: 7, cursor };
    const { body } = await listChanges(reader, { ...question, ...paging });
    all.push(...body.changes);
    cursor = body.next;
  } while (cursor !== null);
  return all;
}

const text = (kind: string, event: string) => `${kind} ${event}`;

/** The moves of all figures at two clocks, by each figure's own answer. */
async function foldedAt(clocks: AskedClocks): Promise<readonly string[]> {
  const moves: string[] = [];
  for (const key of new Set((await printed()).map((place) => place.key))) {
    const answer = await getFigure(ledger.reader, { key, ...clocks }).catch(() => undefined);
    const { chain = [], retracted = [] } = answer?.body ?? {};
    for (const [at, { move, eventId, firstCapture }] of chain.entries()) {
      // The first of them changed no value.
      if (at > 0) moves.push(text(move, eventId));
      if (firstCapture !== undefined) moves.push(text('transcription-corrected', eventId));
    }
    for (const { eventId } of retracted) moves.push(text('retracted', eventId));
  }
  return moves.sort();
}

/** Moments before, between and after everything that was recorded and published. */
async function moments(): Promise<readonly AskedClocks[]> {
  const events = await ledger.store.readAll(0, 10_000);
  const recorded = events.slice(-12).map(({ body }) => decodeRecord(body).recordedAt);
  const published = ['2024-08', '2024-09-20', '2024-10-01', '2024-10-24', '2025-02'];
  return [
    {},
    ...recorded.map((recordedBy) => ({ recordedBy })),
    ...published.map((publishedBy) => ({ publishedBy })),
    ...recorded.flatMap((recordedBy, at) => {
      const publishedBy = published[at % published.length];
      return publishedBy === undefined ? [] : [{ recordedBy, publishedBy }];
    }),
  ];
}

async function rowsIn(tables: ViewedLedger['tables']) {
  return tables
    .selectFrom('changes')
    .selectAll()
    .orderBy('position')
    .orderBy('recorded_ms')
    .orderBy('published_ms')
    .execute();
}

/** The rows that a rebuild makes. */
async function rebuiltRows() {
  const apart = await createViewsDatabase();
  const [store, views] = [apart.openStore(), apart.openViews()];
  await rebuildViews({ eventStore: ledger.store, store, views });
  const rows = await rowsIn(views);
  await views.destroy();
  await store.close();
  await apart.drop();
  return rows;
}

/** What is filtered by was not registered by then. */
function noneYet(error: unknown): readonly ChangeView[] {
  if (isLedgerError(error) && error.code.startsWith('unknown-')) return [];
  throw error;
}

const textOf = ({ kind, eventId }: ChangeView) => text(kind, eventId);
const isAbove = (size: string | null | undefined, min: number) =>
  typeof size === 'string' && Math.abs(Number(size)) >= min;

/** Filters, and what they should leave of the whole list. */
const filters: readonly {
  readonly question: ChangesQuestion;
  readonly isIn: (change: ChangeView) => boolean;
}[] = [
  {
    question: { kind: ['revised', 'restated'] },
    isIn: ({ kind }) => kind.startsWith('re') && kind !== 'recorded' && kind !== 'retracted',
  },
  { question: { announced: false }, isIn: ({ announced }) => announced === false },
  { question: { direction: 'worse' }, isIn: ({ direction }) => direction === 'worse' },
  { question: { sizeMin: parseDecimal('8') }, isIn: ({ size }) => isAbove(size?.absolute, 8) },
  {
    question: { relativeMin: parseDecimal('2') },
    isIn: ({ size }) => isAbove(size?.relative, 2),
  },
  { question: { since: '2024-10' }, isIn: ({ visibleFrom }) => visibleFrom >= '2024-10' },
  {
    question: { publisher: 'ons' },
    isIn: ({ publication }) => publication.publisher === 'ons',
  },
  { question: { measure: 'recorded-crime', area: 'kent' }, isIn: () => true },
  { question: { sort: 'largest' }, isIn: ({ size }) => size !== null },
  {
    question: { sort: 'largest-relative' },
    isIn: ({ size }) => typeof size?.relative === 'string',
  },
  { question: { sort: 'oldest-value' }, isIn: ({ ageDays }) => ageDays !== null },
];

/** Starts again, lets things happen, and compares rows with folds and with a rebuild. */
async function expectFolded(all: readonly Happening[]): Promise<void> {
  await ledger.close();
  ledger = await startWithPapers();
  for (const one of all) await happens(one);
  await ledger.caughtUp();
  for (const clocks of await moments()) {
    const listed = await changesAt(ledger.reader, clocks);
    const found = listed.map(({ kind, after }) => text(kind, after.eventId));
    expect(found.sort()).toEqual(await foldedAt(clocks));
    for (const { question, isIn } of filters) {
      const asked = { ...clocks, ...question };
      const some = await changesAt(ledger.reader, asked).catch(noneYet);
      expect(some.map(textOf).sort()).toEqual(listed.filter(isIn).map(textOf).sort());
    }
  }
  expect(await rebuiltRows()).toEqual(await rowsIn(ledger.tables));
}

const print = {
  ...{ what: 'print', publication: early.id, period: '2024-05', line: 1, value: '412' },
  ...{ qualifier: 'exact', markers: [], change: undefined },
} as const;
const derive = { what: 'derive' } as const;
const correction = { kind: 'correction', reason: 'an error' } as const;

describe('The list of changes', () => {
  it('has what a fold of each figure gives at any two clocks, however it was derived', async () => {
    const happenings = fc.array(happening, { minLength: 4, maxLength: 24 });
    await fc.assert(fc.asyncProperty(happenings, expectFolded), { numRuns: 6 });
  }, 120_000);

  it.each([
    [
      'a repeat announces what the leading appearance did',
      [{ publication: papers.december.id, value: '420', line: 2, change: correction }],
    ],
    [
      'a correction shows that its original was out earlier',
      [{ publication: correcting.id, value: '433' }],
    ],
    ['an older paper is captured later', [{ publication: papers.september.id, value: '433' }]],
  ])('knew less before %s', async (_, later) => {
    const first = later.some(({ publication }) => publication === correcting.id)
      ? papers.september.id
      : papers.december.id;
    const earlier = [print, { ...print, publication: first, value: '420' }] as const;
    const rest = later.map((one) => ({ ...print, ...one }));
    for (const between of [[], [derive]]) {
      await expectFolded([...earlier, ...between, ...rest] as readonly Happening[]);
    }
  });

  it('is sorted by what was asked for', async () => {
    const prints = ['400', '500', '450'].map((value, at) => {
      const publication = [papers.september, papers.december, papers.march][at]?.id ?? '';
      return { ...print, publication, value } as Happening;
    });
    for (const one of [print as Happening, ...prints]) await happens(one);
    await ledger.caughtUp();
    const sorted = async (sort: ChangesQuestion['sort']) =>
      (await changesAt(ledger.reader, sort === undefined ? {} : { sort })).map(
        ({ after }) => after.printed,
      );

    expect(await sorted(undefined)).toEqual(['450', '500', '400']);
    expect(await sorted('largest')).toEqual(['500', '450', '400']);
    expect(await sorted('largest-relative')).toEqual(['500', '450', '400']);
    expect(await sorted('oldest-value')).toEqual(['450', '400', '500']);
  });
});
