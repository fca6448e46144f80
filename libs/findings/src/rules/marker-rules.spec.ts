import { describe, expect, it } from '@jest/globals';
import { findAll } from '../findings/find.js';
import { madeMeasure, madeVocabulary, onLines, type Made } from '../testing/made-paper.js';

const vocabulary = madeVocabulary([madeMeasure('crime')]);
const provisional = { print: { markers: ['p'] } } as const;
const revised = { print: { markers: ['r'] } } as const;
const first = { publication: 'first', published: '2024-06' };
const second = { publication: 'second', published: '2024-07' };

async function verdicts(rule: string, figures: readonly Made[]): Promise<readonly string[]> {
  const found = await findAll(onLines(figures), vocabulary);
  return found.flatMap((one) => (one.rule.name === rule ? [one.verdict] : []));
}

describe('A provisional number', () => {
  const verdictsOf = (...figures: readonly Made[]) =>
    verdicts('provisional-never-final', figures);

  it('is followed up when a later paper prints it without the mark', async () => {
    const early: Made = { ...first, ...provisional, value: '100' };
    expect(await verdictsOf(early, { ...second, value: '104' })).toEqual(['consistent']);
  });

  it('is open while the last paper still marks it', async () => {
    const early: Made = { ...first, ...provisional, value: '100' };
    const late: Made = { ...second, ...provisional, value: '104' };
    expect(await verdictsOf(early, late)).toEqual(['undecidable']);
  });

  it('is open when its series goes on without it', async () => {
    const early: Made = { ...first, ...provisional, value: '100' };
    const next: Made = { ...second, value: '90', period: '2024-06' };
    expect(await verdictsOf(early, next)).toEqual(['undecidable']);
  });

  it('is not asked about before a later paper is there', async () => {
    const early: Made = { ...second, ...provisional, value: '100' };
    const other: Made = { ...first, value: '90', period: '2024-06' };
    expect(await verdictsOf(early, other)).toEqual([]);
  });

  it('is not asked about where a later paper looks back to before it', async () => {
    const early: Made = { ...first, ...provisional, value: '100' };
    const back: Made = { ...second, value: '90', period: '2024-04' };
    expect(await verdictsOf(early, back)).toEqual([]);
  });
});

describe('A number marked as revised', () => {
  const verdictsOf = (...figures: readonly Made[]) =>
    verdicts('revised-and-unchanged', figures);

  it('differs from what was published before', async () => {
    const late: Made = { ...second, ...revised, value: '104' };
    expect(await verdictsOf({ ...first, value: '100' }, late)).toEqual(['consistent']);
  });

  it('is questioned where the paper before printed the same', async () => {
    const late: Made = { ...second, ...revised, value: '100' };
    expect(await verdictsOf({ ...first, value: '100' }, late)).toEqual(['undecidable']);
  });

  it('is not held against its own paper, or a later one', async () => {
    const figures = [
      { ...first, ...revised, value: '100', line: 1 },
      { ...first, value: '100', line: 2 },
      { ...second, value: '100', line: 3 },
    ];
    expect(await verdictsOf(...figures)).toEqual([]);
  });
});

describe('A number that a later paper prints otherwise', () => {
  const undecided = async (before: Partial<Made>, after: Partial<Made>) => {
    const figures = onLines([
      { ...first, value: '101', ...before },
      { ...second, value: '104', ...after },
    ]);
    const found = await findAll(figures, vocabulary);
    return found.find(({ rule }) => rule.name === 'quoted-against-published')?.explanation;
  };

  it('was settled, provisional, or is marked as revised: the explanation says which', async () => {
    expect(await undecided({}, {})).toContain('as settled, and no paper says why');
    expect(await undecided(provisional, {})).toContain('not yet as settled');
    expect(await undecided({}, revised)).toContain('marks its number as revised');
  });
});
