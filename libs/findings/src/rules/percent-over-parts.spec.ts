import { describe, expect, it } from '@jest/globals';
import { findAll } from '../findings/find.js';
import { madeMeasure, madeVocabulary, onLines, type Made } from '../testing/made-paper.js';

const vocabulary = madeVocabulary([
  madeMeasure('all', { sumOf: ['theft', 'fraud'] }),
  madeMeasure('theft'),
  madeMeasure('fraud'),
]);
const compared = { comparedWith: '2023-05' } as const;
const percent = (measure: string, value: string): Made => {
  const print = { unit: 'percent' } as const;
  return { ...compared, measure, value, statistic: 'percent-change', print };
};
const change = (measure: string, value: string): Made => {
  return { ...compared, measure, value, statistic: 'change' };
};
const PARTS: readonly Made[] = [
  { measure: 'theft', value: '110' },
  change('theft', '10'),
  { measure: 'fraud', value: '195' },
  change('fraud', '-5'),
];

async function verdicts(rule: string, figures: readonly Made[]) {
  const all = await findAll(onLines(figures), vocabulary);
  return all.flatMap((one) => (one.rule.name === rule ? [one.verdict] : []));
}

describe('The percentage change of a total without its levels', () => {
  const verdictOf = (...figures: readonly Made[]) =>
    verdicts('percent-change-over-parts', figures);

  it('follows from the parts and their changes', async () => {
    expect(await verdictOf(percent('all', '1.7'), ...PARTS)).toEqual(['consistent']);
    expect(await verdictOf(percent('all', '2.7'), ...PARTS)).toEqual(['impossible']);
  });

  it('is undecidable where the parts state no period', async () => {
    const unstated = PARTS.map((part) => ({
      ...part,
      period: 'unstated@paper',
      ...(part.comparedWith === undefined ? {} : { comparedWith: 'unstated@paper' }),
    }));
    expect(await verdictOf(percent('all', '2.7'), ...unstated)).toEqual(['undecidable']);
  });

  it('is not asked about where a part is missing or the levels are printed', async () => {
    expect(await verdictOf(percent('all', '2.7'), ...PARTS.slice(0, 3))).toEqual([]);
    const levels = [
      { measure: 'all', value: '305' },
      { measure: 'all', value: '300', period: '2023-05' },
    ];
    expect(await verdictOf(percent('all', '2.7'), ...levels, ...PARTS)).toEqual([]);
  });
});

describe('A percentage change beside its change', () => {
  const verdictOf = (...figures: readonly Made[]) =>
    verdicts('percent-change-from-levels', figures);

  it('has its direction, whatever the levels are', async () => {
    expect(await verdictOf(percent('theft', '3.9'), change('theft', '-84'))).toEqual([
      'impossible',
    ]);
    expect(await verdictOf(percent('theft', '-3.9'), change('theft', '-84'))).toEqual([
      'undecidable',
    ]);
    expect(await verdictOf(percent('theft', '0.0'), change('theft', '-1'))).not.toContain(
      'impossible',
    );
  });
});
