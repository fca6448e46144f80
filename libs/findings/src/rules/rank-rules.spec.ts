import { describe, expect, it } from '@jest/globals';
import { findAll } from '../findings/find.js';
import { madeMeasure, madeVocabulary, onLines, type Made } from '../testing/made-paper.js';

const vocabulary = madeVocabulary([madeMeasure('crime')]);

/** A table of the three divisions with one rank in it. */
function ranked(values: Readonly<Record<string, string>>, rank: string, of = 'east') {
  const cells = Object.entries(values).map(([area, value]): Made => {
    return { value, area: `kent.${area}`, table: 'divisions', row: area, column: 'crimes' };
  });
  return [...cells, { ...rankOf(of, rank), table: 'divisions', row: of, column: 'rank' }];
}

function rankOf(area: string, value: string): Made {
  return { value, area: `kent.${area}`, statistic: 'rank', print: { unit: 'rank' } };
}

async function verdicts(figures: readonly Made[]) {
  const found = await findAll(onLines(figures), vocabulary);
  return found.flatMap(({ rule, verdict }) =>
    rule.name === 'rank-of-values' ? [verdict] : [],
  );
}

const VALUES = { east: '30', north: '20', west: '10' };

describe('A rank beside the values ranked', () => {
  it('holds from the highest or from the lowest', async () => {
    expect(await verdicts(ranked(VALUES, '1'))).toEqual(['consistent']);
    expect(await verdicts(ranked(VALUES, '3'))).toEqual(['consistent']);
    expect(await verdicts(ranked(VALUES, '2', 'north'))).toEqual(['consistent']);
  });

  it('is impossible where it is that of another value', async () => {
    expect(await verdicts(ranked(VALUES, '2'))).toEqual(['impossible']);
    expect(await verdicts(ranked(VALUES, '1', 'north'))).toEqual(['impossible']);
  });

  it('may be either of two that are printed alike', async () => {
    const rates = { east: '3.1', north: '3.1', west: '1.0' };
    const made = madeVocabulary([madeMeasure('rate', { valueType: 'decimal' })]);
    for (const rank of ['1', '2']) {
      const figures = onLines(
        ranked(rates, rank).map((cell) => ({ ...cell, measure: 'rate' })),
      );
      const found = await findAll(figures, made);
      expect(found.map(({ verdict }) => verdict)).not.toContain('impossible');
    }
  });

  it('is undecidable where it may be among others than those printed', async () => {
    const { west: _west, ...some } = VALUES;
    const beside = [...ranked(some, '2').slice(0, 2), rankOf('east', '2')];
    expect(await verdicts(beside)).toEqual([]);
    const inProse = [...ranked(VALUES, '1').slice(0, 3), rankOf('north', '1')];
    expect(await verdicts(inProse)).toEqual(['undecidable']);
  });
});
