import { describe, expect, it } from '@jest/globals';
import { findAll } from '../findings/find.js';
import { madeMeasure, madeVocabulary, onLines } from '../testing/made-paper.js';

const ratio = { kind: 'ratio', valueType: 'percentage', units: ['percent'] } as const;
const vocabulary = madeVocabulary([
  madeMeasure('charged', { ...ratio, polarity: 'up-is-good' }),
  madeMeasure('abandoned', { ...ratio, polarity: 'down-is-good' }),
  madeMeasure('reported', ratio),
]);

async function verdicts(measure: string, printed: string, qualifier: 'at-least' | 'at-most') {
  const word = onLines([
    {
      ...{ measure, printed, value: '0', statistic: 'point-change' },
      comparedWith: '2023-05',
      print: { unit: 'percentage-points', qualifier },
    },
  ]);
  const found = await findAll(word, vocabulary);
  return found.flatMap((one) => (one.rule.name === 'polarity-of-words' ? [one.verdict] : []));
}

describe('A word that judges a change', () => {
  it('agrees with what is good for its measure', async () => {
    expect(await verdicts('charged', 'improved', 'at-least')).toEqual(['consistent']);
    expect(await verdicts('abandoned', 'improved', 'at-most')).toEqual(['consistent']);
    expect(await verdicts('abandoned', 'worsened', 'at-least')).toEqual(['consistent']);
  });

  it('is impossible where it praises the wrong direction', async () => {
    expect(await verdicts('charged', 'improved', 'at-most')).toEqual(['impossible']);
    expect(await verdicts('abandoned', 'worse', 'at-most')).toEqual(['impossible']);
  });

  it('is undecidable where nothing says what is good', async () => {
    expect(await verdicts('reported', 'better', 'at-least')).toEqual(['undecidable']);
  });

  it('is no judgement if it only says the direction', async () => {
    expect(await verdicts('charged', 'down', 'at-most')).toEqual([]);
  });
});
