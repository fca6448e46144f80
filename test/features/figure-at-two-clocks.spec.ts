import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CorrectTranscription,
  RedefineMeasure,
  RegisterPublication,
  ReleasePublication,
} from '@ledger/figures-application';
import { parsePublishedDate } from '@ledger/figures-domain';
import {
  exampleOrigin,
  paragraph,
  printedValue,
  publicationFacts,
  reportFigure,
  table,
  type Print,
} from '@ledger/figures-domain/testing';
import { getFigure, type FigureAnswer, type FigureQuestion } from '@ledger/figures-read-models';
import { startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

const key = reportFigure().key;

/** What three papers and a bulletin print of one figure. */
const PRINTS: readonly Print[] = [
  { in: 'september', value: '412', markers: ['p'] },
  { in: 'september', value: '412', at: paragraph },
  { in: 'bulletin', value: '500', role: 'comparative' },
  { in: 'december', value: '421', role: 'comparative' },
  { in: 'march', value: '421', role: 'comparative' },
];

let ledger: ViewedLedger;

beforeEach(async () => {
  ledger = await startViewedExamples();
});

afterEach(() => ledger.close());

async function report(...prints: readonly Print[]): Promise<void> {
  const answers = await ledger.report(...prints.map((print) => reportFigure(print)));
  expect(answers.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  await ledger.caughtUp();
}

async function ask(question: Partial<FigureQuestion> = {}): Promise<FigureAnswer> {
  return (await getFigure(ledger.reader, { key, ...question })).body;
}

const inForce = async (question: Partial<FigureQuestion> = {}) =>
  (await ask(question)).valueInForce?.value ?? null;

const recordedAtOf = async (position: number) => {
  const [event] = await ledger.store.readAll(position - 1, 1);
  return (JSON.parse(event!.body) as { recordedAt: string }).recordedAt;
};

describe('A figure', () => {
  it('has a value in force, and a history along publication time', async () => {
    await report(...PRINTS);
    const answer = await ask();

    expect(answer).toMatchObject({
      key,
      figure: { measure: 'recorded-crime.all', area: 'kent', period: '2024-05' },
      measure: { title: 'All recorded crime', owner: 'kent-police', definitionVersion: 1 },
      state: 'reported',
      valueInForce: {
        value: '421',
        printed: '421',
        unit: 'offences',
        publication: { id: 'december-paper', publisher: 'kent-police' },
        since: { publication: 'december-paper' },
      },
      appearances: 5,
    });
    expect(
      answer.chain.map(({ publication, move, kind }) => [publication.id, move, kind]),
    ).toEqual([
      ['september-paper', 'recorded', undefined],
      ['september-paper', 'confirmed', undefined],
      ['statistics-bulletin', 'contradicted', undefined],
      // Marked provisional in September: a change was announced.
      ['december-paper', 'revised', 'routine'],
      ['march-paper', 'confirmed', undefined],
    ]);
    expect(answer.chain[0]).toMatchObject({
      locator: table,
      markers: ['p'],
      visibleFrom: '2024-10-01T00:00:00.000Z',
      recordedAt: expect.stringContaining('2025-01-06T'),
    });
  });

  it('is the same whatever order its reports came in', async () => {
    await report(...PRINTS);
    const expected = timeless(await ask());
    const orders = [
      [4, 3, 2, 1, 0],
      [2, 0, 3, 1, 4],
      [3, 4, 1, 0, 2],
      [1, 0, 4, 2, 3],
    ];
    for (const order of orders) {
      await ledger.close();
      ledger = await startViewedExamples();
      await report(...order.map((at) => PRINTS[at]!));
      expect(timeless(await ask())).toEqual(expected);
    }
  });

  it('says since when its value stands, and since when in these digits', async () => {
    await report(
      { value: '15000', printed: '15k' },
      { in: 'december', value: '15432' },
      { in: 'march', value: '15432', role: 'comparative' },
    );

    const september = { publication: 'september-paper', published: '2024-09' };
    expect((await ask()).valueInForce).toMatchObject({
      printed: '15432',
      since: { ...september, value: '15000', printed: '15k' },
      textSince: { publication: 'december-paper', published: '2024-12-04' },
    });
    expect((await ask({ publishedBy: '2024-11' })).valueInForce).toMatchObject({
      printed: '15k',
      since: september,
      textSince: september,
    });
  });

  it('says what its publication announced, at whichever of its places', async () => {
    const change = { kind: 'correction', reason: 'counted twice' } as const;
    await report(
      { value: '75066.47' },
      { in: 'december', value: '75066' },
      { in: 'december', value: '75066', at: paragraph, change },
    );

    expect(await ask()).toMatchObject({
      valueInForce: { value: '75066', since: { publication: 'december-paper' } },
      chain: [
        { move: 'recorded' },
        { move: 'revised', kind: 'correction', change },
        { move: 'confirmed' },
      ],
    });
  });

  it('is refused if nobody ever printed it, and if its key is none', async () => {
    await report({ value: '412' });
    await expect(ask({ key: 'recorded-crime.all/kent/2024-06' })).rejects.toMatchObject({
      code: 'unknown-figure',
    });
    await expect(ask({ key: 'no-such.measure/kent/2024-06' })).rejects.toMatchObject({
      code: 'unknown-figure',
    });
    await expect(ask({ key: 'Recorded Crime' })).rejects.toMatchObject({
      code: 'malformed-figure-key',
    });
  });

  it('keeps the value on its former basis beside a restated one', async () => {
    await ledger.execute(
      new RedefineMeasure(
        {
          code: 'recorded-crime.all',
          version: 2,
          validFrom: '2024-04',
          definition: 'Without fraud',
          breaks: true,
        },
        exampleOrigin,
      ),
    );
    const change = {
      kind: 'restatement',
      reason: 'fraud left out',
      definitionVersion: 2,
    } as const;
    await report({ value: '412' }, { in: 'december', value: '380', change });

    expect(await ask()).toMatchObject({
      valueInForce: { value: '380', definitionVersion: 2, change },
      formerBases: [{ value: '412', publication: { id: 'september-paper' } }],
    });
  });

  it('that was withdrawn has no value in force', async () => {
    const change = { kind: 'withdrawn', reason: 'counted twice' } as const;
    await report({ value: '412' }, { in: 'december', value: '412', change });

    expect(await ask()).toMatchObject({ state: 'withdrawn', valueInForce: null });
    expect(await inForce({ publishedBy: '2024-11' })).toBe('412');
  });

  it('that is missing says so in its markers', async () => {
    await report({ value: null, markers: ['c'] });

    expect(await ask()).toMatchObject({
      state: 'reported',
      valueInForce: { value: null, printed: '..', markers: ['c'] },
    });
  });
});

describe('As published by', () => {
  it('a publication counts from the end of its day or month', async () => {
    await report(...PRINTS);

    expect(await inForce({ publishedBy: '2024-09-30T23:59:59.999Z' })).toBeNull();
    expect(await inForce({ publishedBy: '2024-09' })).toBe('412');
    expect(await inForce({ publishedBy: '2024-10-01T00:00:00Z' })).toBe('412');
    expect(await inForce({ publishedBy: '2024-12-04T23:59:59.999Z' })).toBe('412');
    expect(await inForce({ publishedBy: '2024-12-04' })).toBe('421');
  });

  it('a moment before all publications, the figure is unreported', async () => {
    await report({ value: '412' });

    expect(await ask({ publishedBy: '2020' })).toMatchObject({
      state: 'unreported',
      valueInForce: null,
      chain: [],
      appearances: 0,
      clocks: { datedWithin: [] },
    });
  });

  it('an answer names the publications that may have been out already', async () => {
    await report(...PRINTS);
    const { clocks } = await ask({ publishedBy: '2024-09-17T09:00:00Z' });

    expect(clocks.datedWithin).toEqual([
      {
        publication: 'september-paper',
        published: '2024-09',
        visibleFrom: '2024-10-01T00:00:00.000Z',
      },
    ]);
  });

  it('today, a paper that is dated today is out', async () => {
    const published = parsePublishedDate('2025-06-01');
    const paper = publicationFacts({ id: 'paper-of-today', published });
    await ledger.execute(new RegisterPublication(paper, exampleOrigin));
    await ledger.report({ ...reportFigure({ value: '433' }), publication: paper.id });
    await ledger.caughtUp();

    expect(await ask()).toMatchObject({
      valueInForce: { value: '433' },
      clocks: { publishedBy: '2025-06-02T00:00:00.000Z' },
    });
  });

  it('refuses a clock that is not a time', async () => {
    await report({ value: '412' });
    for (const publishedBy of ['yesterday', '2024-13', '2024-02-30', '2024-09-05T13:00']) {
      await expect(ask({ publishedBy })).rejects.toMatchObject({ code: 'malformed-instant' });
    }
  });
});

describe('As recorded by', () => {
  it('what came in later is not known', async () => {
    await report({ in: 'december', value: '421' });
    const before = await recordedAtOf(await ledger.store.head());
    await report({ in: 'september', value: '412' });

    expect((await ask()).chain).toHaveLength(2);
    expect((await ask({ recordedBy: before })).chain.map(({ move }) => move)).toEqual([
      'recorded',
    ]);
  });

  it('a correction of ours changes what was printed, never its history', async () => {
    await report({ value: '142' }, { in: 'december', value: '412' });
    const before = await recordedAtOf(await ledger.store.head());
    const { chain } = await ask();
    expect(chain.map(({ move }) => move)).toEqual(['recorded', 'revised']);
    const correction = {
      key,
      corrects: chain[0]!.eventId,
      reason: 'digits swapped',
      ...printedValue({ value: '412' }),
    };
    await ledger.execute(new CorrectTranscription(correction, exampleOrigin));
    await ledger.caughtUp();

    expect((await ask()).chain).toMatchObject([
      { move: 'recorded', value: '412', firstCapture: { value: '142' } },
      { move: 'confirmed', value: '412' },
    ]);
    expect((await ask({ recordedBy: before })).chain).toMatchObject([
      { move: 'recorded', value: '142' },
      { move: 'revised', value: '412' },
    ]);
  });

  it('a definition that came later is not known', async () => {
    await report({ value: '412' });
    const before = await recordedAtOf(await ledger.store.head());
    const definition = { version: 2, validFrom: '2025', definition: 'Less', breaks: true };
    const facts = { code: 'recorded-crime.all', ...definition };
    await ledger.execute(new RedefineMeasure(facts, exampleOrigin));
    await ledger.caughtUp();

    expect((await ask()).measure.definitionVersion).toBe(2);
    expect((await ask({ recordedBy: before })).measure.definitionVersion).toBe(1);
  });
});

describe('The same question with the same two clocks', () => {
  it('gives the same bytes whatever is recorded later', async () => {
    await report(...PRINTS.slice(0, 3));
    const clocks = {
      publishedBy: '2025-05-01T00:00:00Z',
      recordedBy: await recordedAtOf(await ledger.store.head()),
    };
    const before = JSON.stringify(await ask(clocks));
    const { position } = await getFigure(ledger.reader, { key, ...clocks });

    await report(...PRINTS.slice(3), { in: 'september', value: '413', at: { line: 99 } });
    const facts = { version: 2, validFrom: '2025', definition: 'Less', breaks: true };
    await ledger.execute(
      new RedefineMeasure({ code: 'recorded-crime.all', ...facts }, exampleOrigin),
    );
    await ledger.caughtUp();

    expect(JSON.stringify(await ask(clocks))).toBe(before);
    expect((await getFigure(ledger.reader, { key, ...clocks })).position).toBeGreaterThan(
      position,
    );
  });

  it('is what an answer without clocks can be asked for again by', async () => {
    await report(...PRINTS);
    const answer = await ask();
    const { publishedBy, recordedBy } = answer.clocks;

    expect(JSON.stringify(await ask({ publishedBy, recordedBy }))).toBe(JSON.stringify(answer));
  });
});

describe('Under embargo', () => {
  const paper = publicationFacts({
    id: 'embargoed-paper',
    published: parsePublishedDate('2024-11-01'),
    isEmbargoed: true,
  });

  beforeEach(async () => {
    await ledger.execute(new RegisterPublication(paper, exampleOrigin));
    await ledger.report({ ...reportFigure({ value: '433' }), publication: paper.id });
    await ledger.caughtUp();
  });

  it('a figure that is printed nowhere else is unknown', async () => {
    await expect(ask()).rejects.toMatchObject({ code: 'unknown-figure' });
    await expect(ask({ publishedBy: '2030' })).rejects.toMatchObject({
      code: 'unknown-figure',
    });
  });

  it('a publication does not show in a chain, nor as dated within', async () => {
    await report({ in: 'september', value: '412' });

    expect(await ask()).toMatchObject({ valueInForce: { value: '412' }, appearances: 1 });
    expect(await ask({ publishedBy: '2024-11-01T09:00:00Z' })).toMatchObject({
      clocks: { datedWithin: [] },
    });
  });

  it('everything shows from the moment of release, and not before', async () => {
    const before = await recordedAtOf(await ledger.store.head());
    await ledger.execute(new ReleasePublication(paper.id, 'the board met', exampleOrigin));
    await ledger.caughtUp();
    const released = await recordedAtOf(await ledger.store.head());

    expect(await ask()).toMatchObject({
      valueInForce: { value: '433' },
      chain: [{ visibleFrom: released }],
    });
    expect(await ask({ publishedBy: '2024-12' })).toMatchObject({ state: 'unreported' });
    expect(await ask({ publishedBy: released })).toMatchObject({ state: 'reported' });
    expect(await ask({ recordedBy: before })).toMatchObject({ state: 'unreported' });
  });
});

/** Everything but the time when the ledger learned of it. */
function timeless(answer: FigureAnswer): unknown {
  return JSON.parse(
    JSON.stringify(answer, (name, value: unknown) =>
      name === 'recordedAt' || name === 'recordedBy' ? undefined : value,
    ),
  );
}
