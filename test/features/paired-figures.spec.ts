import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DefineMeasure,
  RegisterPublication,
  ReleasePublication,
} from '@ledger/figures-application';
import { parsePublishedDate } from '@ledger/figures-domain';
import {
  exampleOrigin,
  measureFacts,
  papers,
  publicationFacts,
  reportFigure,
  type Print,
} from '@ledger/figures-domain/testing';
import { comparePublications, type Comparison } from '@ledger/figures-read-models';
import { startViewedExamples, type ViewedLedger } from './viewed-ledger.js';

let ledger: ViewedLedger;

beforeEach(async () => {
  ledger = await startViewedExamples();
});

afterEach(() => ledger.close());

type Printed = readonly [period: string, value: string | null, more?: Print];

/** Each in the September paper or the December one, on a line of its own. */
async function report(prints: {
  readonly september?: readonly Printed[];
  readonly december?: readonly Printed[];
}): Promise<void> {
  const reports = (['september', 'december'] as const).flatMap((paper) =>
    (prints[paper] ?? []).map(([period, value, more = {}], line) =>
      reportFigure({
        ...{ in: paper, value, at: { line: line + 1 } },
        ...(value === null ? { markers: ['c'] as const } : {}),
        ...more,
        figure: { period, ...more.figure },
      }),
    ),
  );
  const answers = await ledger.report(...reports);
  expect(answers.filter(({ outcome }) => outcome === 'refused')).toEqual([]);
  await ledger.caughtUp();
}

const asked = { a: papers.september.id, b: papers.december.id };

async function compare(question: object = {}): Promise<Comparison> {
  return (await comparePublications(ledger.reader, { ...asked, ...question })).body;
}

const inShort = ({ pairs }: Comparison) =>
  pairs?.map(({ a, b, periodLength, difference }) =>
    [a.figure.period, b.figure.period, periodLength, difference].join(' '),
  );

const pairs = async (question: object = {}) => inShort(await compare(question));

const against = (comparedWith: string, statistic: 'change' | 'index' = 'change') => ({
  figure: { statistic, comparedWith },
  ...(statistic === 'index' ? { unit: 'index' } : {}),
});

describe('Figures of two publications over periods of their own', () => {
  it('are paired beside the figures that both print', async () => {
    await report({ september: [['2024-05', '412']], december: [['2024-08', '430']] });
    const { figures, pairs: found } = await compare();

    expect(figures.map(({ outcome }) => outcome)).toEqual(['only-in-a', 'only-in-b']);
    expect(found).toMatchObject([
      {
        measureTitle: 'All recorded crime',
        periodLength: '1 month',
        a: {
          key: 'recorded-crime.all/kent/2024-05',
          figure: { period: '2024-05' },
          print: { printed: '412', publication: { id: asked.a } },
        },
        b: {
          key: 'recorded-crime.all/kent/2024-08',
          print: { printed: '430', publication: { id: asked.b } },
        },
        difference: '18',
      },
    ]);
  });

  it('are those of the latest period of each length', async () => {
    await report({
      september: [
        ['2024-07', '7'],
        ['2024-05', '5'],
        ['2023', '100'],
        ['2024-05-06..2024-05-12', '2'],
      ],
      december: [
        ['2024-07', '8'],
        ['2024-10', '10'],
        ['2024-09', '9'],
        ['2023-10..2024-09', '120'],
        ['2024-04..2024-09', '60'],
      ],
    });
    expect(await pairs()).toEqual([
      '2023 2023-10..2024-09 12 months 20',
      '2024-07 2024-10 1 month 3',
    ]);
  });

  it('are no pair if both print the latest period, or one has none of the length', async () => {
    await report({
      september: [
        ['2024-05', '5'],
        ['2024-06', '6'],
        ['2023', '100'],
      ],
      december: [
        ['2024-06', '6'],
        ['2024-04', '4'],
      ],
    });
    expect(await pairs()).toEqual([]);
  });

  it('are of the latest number that compares, where the latest period has none', async () => {
    const money = measureFacts({ code: 'budget', units: ['GBP', 'USD'] });
    await ledger.execute(new DefineMeasure(money, exampleOrigin));
    const of = (unit: string) => ({ unit, figure: { measure: 'budget' } });
    await report({
      september: [
        ['2024-05', null],
        ['2024-04', '4'],
        ['2024-03', '3'],
        ['2022', '70', of('GBP')],
        ['2023', '90', of('USD')],
      ],
      december: [
        ['2024-08', '8'],
        ['2024-07', '7'],
        ['2024', '75', of('GBP')],
      ],
    });
    expect(await pairs()).toEqual(['2022 2024 12 months 5', '2024-04 2024-08 1 month 4']);
  });

  it('compare with a period at the same distance, else with the same one', async () => {
    await report({
      september: [
        ['2024-05', '-5', against('2024-04')],
        ['2024-04', '-4', against('2010-04')],
        ['2022', '90', against('2015', 'index')],
        ['2021', '50', against('2019')],
      ],
      december: [
        ['2024-08', '8', against('2024-07')],
        ['2024-07', '7', against('2010-04')],
        ['2023', '95', against('2015', 'index')],
        ['2024', '96', against('2016', 'index')],
        ['2023', '60', against('2022')],
      ],
    });
    expect(await pairs()).toEqual([
      '2022 2023 12 months 5',
      '2024-04 2024-07 1 month 11',
      '2024-05 2024-08 1 month 13',
    ]);
  });

  it('come page by page, each pair once, whatever outcome is asked for', async () => {
    const statistics = ['mean', 'median', 'target'] as const;
    const ofEach = (period: string): readonly Printed[] =>
      statistics.map((statistic) => [period, '3', { figure: { statistic } }]);
    await report({
      september: [...ofEach('2024-05'), ...ofEach('2024-03')],
      december: [...ofEach('2024-08'), ['2024-09', '9']],
    });
    const all = await compare();
    expect(all.pairs?.map(({ a }) => a.key)).toEqual(
      statistics.map((statistic) => `recorded-crime.all/kent/2024-05/${statistic}`),
    );
    for (const question of [{ limit: 1 }, { limit: 2 }, { limit: 2, only: 'only-in-b' }]) {
      const paged = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const { pairs: some, next } = await compare({ ...question, cursor });
        paged.push(...(some ?? []));
        cursor = next;
      }
      expect(paged).toEqual(all.pairs);
    }
    const other = await compare({ a: asked.b, b: asked.a });
    expect(other.pairs?.map(({ a }) => a.figure.period)).toEqual(
      statistics.map(() => '2024-08'),
    );
  });

  it('are those that the ledger knew by then', async () => {
    await report({ september: [['2024-05', '5']], december: [['2024-07', '7']] });
    const { recordedBy } = await compare();
    await report({ september: [['2024-06', '6']], december: [['2024-08', '9']] });

    expect(await pairs()).toEqual(['2024-06 2024-08 1 month 3']);
    expect(await pairs({ recordedBy })).toEqual(['2024-05 2024-07 1 month 2']);
  });

  it('are none of a paper under embargo before its release', async () => {
    const embargoed = publicationFacts({
      id: 'embargoed-paper',
      published: parsePublishedDate('2025-02-01'),
      isEmbargoed: true,
    });
    await ledger.execute(new RegisterPublication(embargoed, exampleOrigin));
    await report({ september: [['2024-05', '5']], december: [['2024-07', '7']] });
    const hidden = reportFigure({ figure: { period: '2024-09' }, value: '9' });
    await ledger.report({ ...hidden, publication: embargoed.id });
    await ledger.caughtUp();
    const { recordedBy } = await compare();
    expect(await pairs()).toEqual(['2024-05 2024-07 1 month 2']);
    const refused = { code: 'publication-under-embargo' };
    await expect(compare({ b: embargoed.id })).rejects.toMatchObject(refused);

    await ledger.execute(new ReleasePublication(embargoed.id, 'out now', exampleOrigin));
    await ledger.caughtUp();
    expect(await pairs({ b: embargoed.id })).toEqual(['2024-05 2024-09 1 month 4']);
    await expect(compare({ b: embargoed.id, recordedBy })).rejects.toMatchObject(refused);
  });
});
