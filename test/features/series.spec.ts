import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  RedefineMeasure,
  RegisterArea,
  RegisterDimension,
  RegisterPublication,
  ReleasePublication,
} from '@ledger/figures-application';
import { parsePublishedDate } from '@ledger/figures-domain';
import {
  dimensionFacts,
  exampleOrigin,
  publicationFacts,
  reportFigure,
  type Print,
} from '@ledger/figures-domain/testing';
import { getSeries, type SeriesAnswer, type SeriesQuestion } from '@ledger/figures-read-models';
import { startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

const measure = 'recorded-crime.all';
const may = { period: '2024-05' };
const june = { period: '2024-06' };
const july = { period: '2024-07' };

/** The classic triangle: each paper adds a month and prints the earlier ones again. */
const TRIANGLE: readonly Print[] = [
  { figure: may, value: '400' },
  { figure: may, in: 'december', value: '410', role: 'comparative' },
  { figure: june, in: 'december', value: '500' },
  { figure: may, in: 'march', value: '407', role: 'comparative' },
  { figure: june, in: 'march', value: '500', role: 'comparative' },
  { figure: july, in: 'march', value: '600' },
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

const series = async (question: Partial<SeriesQuestion> = {}): Promise<SeriesAnswer> =>
  (await getSeries(ledger.reader, { measure, ...question })).body;

const lineOf = async (question: Partial<SeriesQuestion> = {}) =>
  (await series({ area: 'kent', ...question })).lines[0]!;

describe('A series', () => {
  it('gives the values in force by period', async () => {
    await report(...[...TRIANGLE].reverse(), { figure: { period: '2023' }, value: '9000' });
    const { points } = await lineOf();

    expect(points.map(({ period, valueInForce }) => [period, valueInForce?.value])).toEqual([
      ['2023', '9000'],
      ['2024-05', '407'],
      ['2024-06', '500'],
      ['2024-07', '600'],
    ]);
  });

  it('gives what each publication printed, as a revision triangle', async () => {
    await report(...TRIANGLE, { figure: may, in: 'bulletin', value: '999' });
    const { vintages } = await lineOf();

    expect(vintages.columns.map(({ id }) => id)).toEqual([
      'september-paper',
      'statistics-bulletin',
      'december-paper',
      'march-paper',
    ]);
    expect(
      vintages.rows.map(({ cells }) =>
        cells.map(({ column, value, move }) => [column, value, move]),
      ),
    ).toEqual([
      [
        [0, '400', 'recorded'],
        [1, '999', 'contradicted'],
        [2, '410', 'revised'],
        [3, '407', 'revised'],
      ],
      [
        [2, '500', 'recorded'],
        [3, '500', 'confirmed'],
      ],
      [[3, '600', 'recorded']],
    ]);
  });

  it('gives the first word of a publication that prints a figure often', async () => {
    await report(
      { value: '400' },
      { value: '401', at: { line: 99 } },
      { in: 'march', value: '5' },
    );
    const [row] = (await lineOf()).vintages.rows;

    expect(row?.cells.map(({ column, value }) => [column, value])).toEqual([
      [0, '400'],
      [1, '5'],
    ]);
  });

  it('sums up its revisions over the figures that could have been revised', async () => {
    await report(...TRIANGLE);

    // May: 407 - 400 = 7; June: 0; July was printed once.
    expect((await lineOf()).revisions).toMatchObject({
      count: 2,
      revised: 1,
      mean: '3.5',
      meanAbsolute: '3.5',
      relative: '0.007718',
      range: { least: '0', most: '7' },
      bias: { sample: 2, verdict: 'too-few' },
    });
    expect((await lineOf({ publishedBy: '2024-12-31' })).revisions).toMatchObject({
      count: 1,
      mean: '10',
    });
    expect((await lineOf({ publishedBy: '2024-11' })).revisions).toMatchObject({
      count: 0,
      revised: 0,
      mean: null,
      meanAbsolute: null,
    });
  });

  it('takes only what could be seen by both clocks', async () => {
    await report(...TRIANGLE);
    const { points, vintages } = await lineOf({ publishedBy: '2024-12-04' });

    expect(points.map(({ valueInForce }) => valueInForce?.value)).toEqual(['410', '500']);
    expect(vintages.columns.map(({ id }) => id)).toEqual(['september-paper', 'december-paper']);
  });

  it('names the breaks of its definition', async () => {
    const facts = { code: measure, version: 2, validFrom: '2024-06', definition: 'No fraud' };
    await ledger.execute(new RedefineMeasure({ ...facts, breaks: true }, exampleOrigin));
    await ledger.execute(
      new RedefineMeasure({ ...facts, version: 3, breaks: false }, exampleOrigin),
    );
    await report(...TRIANGLE);

    expect(await series()).toMatchObject({
      breaks: [{ version: 2, validFrom: '2024-06', definition: 'No fraud' }],
      measure: { definitionVersion: 3 },
    });
  });

  describe('breaks where its figures change their basis:', () => {
    const breaks = async () => (await lineOf()).breaks;
    const second = { code: measure, version: 2, validFrom: '2024-06', definition: 'No fraud' };
    const restated = { kind: 'restatement', reason: 'fraud left out' } as const;
    const onSecond = { ...restated, definitionVersion: 2 };

    beforeEach(async () => {
      await ledger.execute(new RedefineMeasure({ ...second, breaks: true }, exampleOrigin));
    });

    it('at the date of the registry where no publication says another', async () => {
      await report(...TRIANGLE);
      expect(await breaks()).toEqual([
        {
          key: `${measure}/kent/2024-06`,
          period: '2024-06',
          definitionVersion: 2,
          definition: 'No fraud',
        },
      ]);
    });

    it('where the restated figures begin, and no longer at the date of the registry', async () => {
      await report({ figure: { period: '2024-04' }, value: '390' }, ...TRIANGLE);
      expect(await breaks()).toMatchObject([{ period: '2024-06' }]);
      const published = parsePublishedDate('2025-04');
      const paper = publicationFacts({ id: 'late-paper', published });
      await ledger.execute(new RegisterPublication(paper, exampleOrigin));
      const late = reportFigure({ figure: may, value: '380', change: onSecond });
      await ledger.report({ ...late, publication: paper.id });
      await ledger.caughtUp();
      expect(await breaks()).toMatchObject([
        { period: '2024-05', definitionVersion: 2, restatedIn: 'late-paper' },
      ]);
    });

    it('where figures are first printed on a new basis, whatever the registry says', async () => {
      await report(
        { figure: june, value: '500' },
        { figure: july, value: '600', change: { ...restated, definitionVersion: 1 } },
      );
      expect(await breaks()).toMatchObject([{ period: '2024-07', definitionVersion: 1 }]);
    });

    it('by a notice that names no definition', async () => {
      const notice = { publication: 'december-paper', line: 3 };
      await report(
        { figure: june, value: '500' },
        { figure: july, in: 'march', value: '600', change: { ...restated, notice } },
      );
      expect(await breaks()).toEqual([
        {
          key: `${measure}/kent/2024-07`,
          period: '2024-07',
          notice,
          restatedIn: 'march-paper',
        },
      ]);
    });

    it('among periods of one length, and not where figures can still be compared', async () => {
      const third = { ...second, version: 3, validFrom: '2024-07', definition: 'Renamed' };
      await ledger.execute(new RedefineMeasure({ ...third, breaks: false }, exampleOrigin));
      await report(
        { figure: { period: '2024-06..2024-08' }, value: '1500' },
        { figure: { period: '2024' }, value: '9000' },
        { figure: june, value: '500' },
        { figure: july, value: '600' },
      );
      expect(await breaks()).toEqual([]);
    });
  });

  it('has a line for each area, with statistic, breakdown and comparison as asked', async () => {
    await ledger.execute(
      new RegisterArea({ id: 'medway', title: 'Medway', kind: 'district' }, exampleOrigin),
    );
    await ledger.execute(new RegisterDimension(dimensionFacts('sex', 'female'), exampleOrigin));
    const change = { ...may, statistic: 'percent-change' } as const;
    await report(
      { figure: may, value: '1' },
      { figure: { ...may, area: 'medway' }, value: '2' },
      { figure: { ...may, breakdown: { sex: 'female' } }, value: '3' },
      { figure: { ...change, comparedWith: '2023-05' }, value: '4', unit: 'percent' },
      { figure: { ...change, comparedWith: '2024-04' }, value: '5', unit: 'percent' },
    );
    const values = async (question: Partial<SeriesQuestion>) =>
      (await series(question)).lines.map(({ area, points }) => [
        area,
        ...points.map(({ valueInForce }) => valueInForce?.value),
      ]);

    expect(await values({})).toEqual([
      ['kent', '1'],
      ['medway', '2'],
    ]);
    expect(await values({ area: 'medway' })).toEqual([['medway', '2']]);
    expect(await values({ breakdown: { sex: 'female' } })).toEqual([['kent', '3']]);
    expect(await values({ statistic: 'percent-change' })).toEqual([['kent', '4', '5']]);
    expect(await values({ statistic: 'percent-change', comparedWith: '2024-04' })).toEqual([
      ['kent', '5'],
    ]);
    expect((await series()).choices).toEqual({
      areas: ['kent', 'medway'],
      statistics: ['percent-change', 'value'],
      breakdowns: [{ sex: 'female' }, {}],
    });
  });

  it('offers to choose only what can be seen, and no area that only an embargo hides', async () => {
    const embargoed = publicationFacts({ id: 'embargoed-paper', isEmbargoed: true });
    await ledger.execute(new RegisterPublication(embargoed, exampleOrigin));
    await ledger.execute(new RegisterDimension(dimensionFacts('sex', 'female'), exampleOrigin));
    for (const id of ['medway', 'secret']) {
      await ledger.execute(
        new RegisterArea({ id, title: id, kind: 'district' }, exampleOrigin),
      );
    }
    const hidden = { publication: embargoed.id };
    const secret = { area: 'secret', breakdown: { sex: 'female' } };
    const medway = { ...may, area: 'medway' };
    await report({ figure: may, value: '1' }, { figure: medway, in: 'december', value: '2' });
    const answers = await ledger.report(
      { ...reportFigure({ figure: { ...may, ...secret }, value: '3' }), ...hidden },
      { ...reportFigure({ figure: { ...june, ...secret }, value: '4' }), ...hidden },
      { ...reportFigure({ figure: { ...june, area: 'medway' }, value: '5' }), ...hidden },
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(Array(3).fill('recorded'));
    await ledger.caughtUp();

    const choices = { statistics: ['value'], breakdowns: [{}] };
    expect((await series()).choices).toEqual({ ...choices, areas: ['kent', 'medway'] });
    const october = (await series({ publishedBy: '2024-10-31' })).choices;
    expect(october).toEqual({ ...choices, areas: ['kent'] });

    const released = new ReleasePublication(embargoed.id, 'the board met', exampleOrigin);
    await ledger.execute(released);
    await ledger.caughtUp();
    expect((await series()).choices).toMatchObject({
      areas: ['kent', 'medway', 'secret'],
      breakdowns: [{ sex: 'female' }, {}],
    });
  });

  it('is refused of an area nobody registered', async () => {
    await ledger.caughtUp();
    await expect(series({ area: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-area' });
  });

  it('is refused of a measure nobody defined, or nobody had by then', async () => {
    await report(...TRIANGLE);
    await expect(series({ recordedBy: '2025-01-05' })).rejects.toMatchObject({
      code: 'unknown-measure',
    });
    await expect(series({ measure: 'no-such.measure' })).rejects.toMatchObject({
      code: 'unknown-measure',
    });
  });
});
