import { describe, expect, it } from '@jest/globals';
import { parsePeriod } from '@ledger/figures-domain';
import { findAll } from '../findings/find.js';
import { madeMeasure, madeVocabulary, onLines, type Made } from '../testing/made-paper.js';

const made = madeVocabulary([
  madeMeasure('crime'),
  madeMeasure('grants', { valueType: 'money', units: ['GBP'] }),
  madeMeasure('officers', { kind: 'stock' }),
]);
const window = parsePeriod('2024-02..2024-04');
const vocabulary = {
  ...made,
  publications: new Map([['paper', { title: 'A paper', window }]]),
};

async function verdicts(rule: string, figures: readonly Made[]) {
  const all = await findAll(onLines(figures), vocabulary);
  return all.flatMap((one) => (one.rule.name === rule ? [one.verdict] : []));
}

describe('A count over a period that was not over', () => {
  const verdictOf = (figure: Partial<Made>) =>
    verdicts('period-not-yet-over', [
      { value: '10', period: '2024-06', published: '2024-06-05', ...figure },
    ]);

  it('is undecidable: it may be of the period so far', async () => {
    expect(await verdictOf({})).toEqual(['undecidable']);
  });

  it.each<[string, Partial<Made>]>([
    ['the paper may be of its last day', { published: '2024-06' }],
    ['the paper came after it', { published: '2024-07-01' }],
    ['it is marked as provisional', { print: { markers: ['p'] } }],
    ['it is a forecast', { print: { markers: ['f'] } }],
    ['it is a budget', { measure: 'grants', print: { unit: 'GBP' } }],
    ['it is a state and no count', { measure: 'officers' }],
    ['it is a plan', { breakdown: { status: 'planned' } }],
  ])('is not asked about where %s', async (_, figure) => {
    expect(await verdictOf(figure)).toEqual([]);
  });
});

describe('A table that is headed with another year', () => {
  const cell = (period: string, more: Partial<Made> = {}): Made => {
    return { value: '10', period, table: 'months', row: period, column: 'crimes', ...more };
  };
  const verdictOf = (...cells: readonly Made[]) => verdicts('table-of-another-year', cells);

  it('is questioned where its months are those that the paper reports on', async () => {
    expect(await verdictOf(cell('2023-02'), cell('2023-03'), cell('2023-04'))).toEqual([
      'undecidable',
    ]);
  });

  it('is not where it compares, is of other months, or of the window itself', async () => {
    const comparative = { role: 'comparative' } as const;
    expect(await verdictOf(cell('2023-02', comparative), cell('2023-03'))).toEqual([]);
    expect(await verdictOf(cell('2023-02'), cell('2023-05'))).toEqual([]);
    expect(await verdictOf(cell('2024-02'), cell('2024-03'))).toEqual([]);
    expect(await verdictOf(cell('2023-02'), cell('2022-03'))).toEqual([]);
    expect(await verdictOf(cell('2024-02'), cell('2023-02'))).toEqual([]);
  });
});
