import { describe, expect, it } from '@jest/globals';
import { ratioDecimal } from './ratio.js';
import { isCurrencyOf, isPercent, isUnitOfKind, nounFactor } from './unit-nouns.js';

const factor = (noun: string, unit: string) => {
  const found = nounFactor(noun, unit);
  return found === null ? null : ratioDecimal(found.factor);
};

describe('The noun beside a number', () => {
  it.each([
    ['minutes', 'seconds', '60'],
    ['sec', 'seconds', '1'],
    ['weeks', 'days', '7'],
    ['years', 'months', '12'],
    ['minutes', 'hours', '0.016666666667'],
    ['kilos', 'kilograms', '1'],
    ['tonne', 'kilograms', '1000'],
    ['g', 'kilograms', '0.001'],
    ['pence', 'GBP', '0.01'],
    ['cents', 'USD', '0.01'],
    ['cents', 'EUR', '0.01'],
    ['per cent', 'percent', '1'],
    ['percentage points', 'percentage-points', '1'],
    ['%', 'percentage-points', '1'],
    ['fte', 'fte', '1'],
    ['warrant', 'warrants', '1'],
    ['volunteer hours', 'hours', '1'],
    ['cases', 'offences', '1'],
    ['police officers', 'people', '1'],
  ])('"%s" in %s is %s of them', (noun, unit, expected) => {
    expect(factor(noun, unit)).toBe(expected);
  });

  it.each([
    ['hours', 'people'],
    ['years', 'days'],
    ['percentage points', 'percent'],
    ['stone', 'kilograms'],
    ['euros', 'GBP'],
    ['and hours', 'hours'],
    ['two hours', 'hours'],
    ['of them', 'people'],
    ['hundred', 'people'],
    ['', 'people'],
  ])('"%s" contradicts %s', (noun, unit) => {
    expect(factor(noun, unit)).toBeNull();
  });

  it('is known only where it names the unit or converts to it', () => {
    expect(nounFactor('cases', 'offences')?.isKnown).toBe(false);
    expect(nounFactor('offences', 'offences')?.isKnown).toBe(true);
    expect([isUnitOfKind('m', 'seconds'), isUnitOfKind('m', 'GBP')]).toEqual([true, false]);
  });

  it('is a currency sign only of its own currency', () => {
    expect([
      isCurrencyOf('£', 'GBP'),
      isCurrencyOf('$', 'USD'),
      isCurrencyOf('$', 'AUD'),
    ]).toEqual([true, true, true]);
    expect([
      isCurrencyOf('£', 'EUR'),
      isCurrencyOf('€', 'GBP'),
      isCurrencyOf('$', 'people'),
    ]).toEqual([false, false, false]);
    expect([isPercent('percent'), isPercent('percentage-points'), isPercent('fte')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
