import { describe, expect, it } from '@jest/globals';
import { findAll } from '../findings/find.js';
import { madeMeasure, madeVocabulary, onLines, type Made } from '../testing/made-paper.js';

const vocabulary = madeVocabulary([
  madeMeasure('crime'),
  madeMeasure('all', { sumOf: ['theft', 'fraud'] }),
  madeMeasure('theft'),
  madeMeasure('fraud'),
]);
const before = { publication: 'before', published: '2024-06' };

async function found(rule: string, figures: readonly Made[]) {
  const all = await findAll(onLines(figures), vocabulary);
  return all
    .filter(({ rule: { name } }) => name === rule)
    .map(({ verdict, explanation }) => ({ verdict, explanation }));
}

describe('A count to date', () => {
  const toDate = (value: string) => ({ value, period: '2024-04..2024-06' });
  const month = { value: '30', period: '2024-06' };
  const earlier = { value: '70', period: '2024-04..2024-05' };

  it('is the earlier count to date and the month', async () => {
    expect(await found('count-to-date', [toDate('100'), month, earlier])).toMatchObject([
      { verdict: 'consistent' },
    ]);
  });

  it('is impossible in one paper that prints all three otherwise', async () => {
    expect(await found('count-to-date', [toDate('101'), month, earlier])).toMatchObject([
      { verdict: 'impossible' },
    ]);
  });

  it('shows what was revised without a word since another paper', async () => {
    const [one] = await found('count-to-date', [
      toDate('112'),
      month,
      { ...before, ...earlier },
    ]);
    expect(one).toMatchObject({ verdict: 'undecidable' });
    expect(one?.explanation).toContain('70 (line 3) would be 82.');
  });

  it('is not held against a count that was published later, or of other months', async () => {
    const later = { ...earlier, publication: 'later', published: '2025-01' };
    expect(await found('count-to-date', [toDate('112'), month, later])).toEqual([]);
    const other = { value: '70', period: '2024-03..2024-05' };
    expect(await found('count-to-date', [toDate('112'), month, other])).toEqual([]);
  });
});

describe('A total with a part in another paper', () => {
  const total = { measure: 'all', value: '101' };
  const theft = { measure: 'theft', value: '60' };
  const fraud = (value: string) => ({ ...before, measure: 'fraud', value });

  it('leaves that part', async () => {
    expect(await found('total-less-parts', [total, theft, fraud('41')])).toMatchObject([
      { verdict: 'consistent' },
    ]);
  });

  it('is undecidable where the part may have been revised, and says to what', async () => {
    const [one] = await found('total-less-parts', [total, theft, fraud('35')]);
    expect(one).toMatchObject({ verdict: 'undecidable' });
    expect(one?.explanation).toContain('35 (line 3) would be 41.');
  });

  it('is not asked about where its own paper prints all parts, or none', async () => {
    const own = { measure: 'fraud', value: '41' };
    expect(await found('total-less-parts', [total, theft, own, fraud('35')])).toEqual([]);
    expect(
      await found('total-less-parts', [total, { ...theft, ...before }, fraud('35')]),
    ).toEqual([]);
  });
});
