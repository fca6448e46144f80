import { describe, expect, it } from '@jest/globals';
import { figureKey } from './figure-key.js';
import {
  comparisonOf,
  parseLevel,
  STATISTICS,
  takesUnit,
  type Statistic,
} from './statistic.js';
import { identity } from '../testing/examples.js';

const keyOf = (statistic: Statistic, comparedWith?: string) =>
  figureKey(identity({ statistic, ...(comparedWith === undefined ? {} : { comparedWith }) }));

describe('A statistic of a measure', () => {
  it.each([
    ['median', undefined, 'median'],
    ['percentile', '95', 'percentile~95'],
    ['lower-bound', '95', 'lower-bound~95'],
    ['upper-bound', '97.5', 'upper-bound~97.5'],
    ['standard-error', undefined, 'standard-error'],
    ['index', '2015', 'index~2015'],
    ['rate', 'population.mid-year', 'rate~population.mid-year'],
    ['target', undefined, 'target'],
    ['forecast', undefined, 'forecast'],
  ] as const)('is another figure than the value: %s %s', (statistic, comparedWith, segment) => {
    expect(keyOf(statistic, comparedWith)).toBe(`recorded-crime.all/kent/2024-05/${segment}`);
  });

  it('says what it is against in one way', () => {
    expect(['95', '95.0', '97.50', '0.5', '05'].map(parseLevel)).toEqual([
      '95',
      '95',
      '97.5',
      '0.5',
      '5',
    ]);
    expect(['0', '0.0', '100', '-5', '2015', '95%', ''].map(parseLevel)).toEqual(
      Array(7).fill(null),
    );
    expect(STATISTICS.filter((statistic) => comparisonOf(statistic) === 'level')).toEqual([
      'percentile',
      'lower-bound',
      'upper-bound',
    ]);
  });

  it.each([
    ['median', 'offences', true],
    ['standard-error', 'offences', true],
    ['target', 'offences', true],
    ['index', 'index', true],
    ['index', 'offences', false],
    ['rate', 'per-1000-population', true],
    ['rate', 'offences-per-100000-population', true],
    ['rate', 'arrests-per-1000-population', false],
    ['rate', 'offences', false],
    ['percent-change', 'percent', true],
    ['value', 'percent', false],
  ] as const)('%s of a measure in offences is printed in %s: %s', (statistic, unit, takes) => {
    expect(takesUnit(statistic, ['offences'], unit)).toBe(takes);
  });
});
