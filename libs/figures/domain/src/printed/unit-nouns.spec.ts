import { describe, expect, it } from '@jest/globals';
import { ratioDecimal } from '../units/ratio.js';
import { isPercent, isUnitOfKind, nounFactor } from './unit-nouns.js';

const factor = (noun: string, unit: string, ownNouns: readonly string[] = []) => {
  const found = nounFactor(noun, { unit, isOwnNoun: (word) => ownNouns.includes(word) });
  return found === null ? null : ratioDecimal(found);
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
    ['stone', 'kilograms', '6.35029318'],
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
    ['stooks', 'kilograms'],
    ['euros', 'GBP'],
    ['and hours', 'hours'],
    ['two hours', 'hours'],
    ['of them', 'people'],
    ['hundred', 'people'],
    ['', 'people'],
  ])('"%s" contradicts %s', (noun, unit) => {
    expect(factor(noun, unit)).toBeNull();
  });

  it('names what is counted only where measure, unit or the table of nouns knows it', () => {
    expect(factor('robberies', 'offences', ['robbery', 'personal'])).toBe('1');
    expect(factor('personal robberies', 'offences', ['robbery', 'personal'])).toBe('1');
    expect(factor('robberies', 'offences')).toBeNull();
    expect(factor('officers', 'police-officers')).toBe('1');
    expect(factor('officers', 'offences')).toBeNull();
    expect(factor('quid', 'offences', ['quid'])).toBeNull();
    expect(factor('training hours', 'hours')).toBeNull();
    expect(factor('training hours', 'hours', ['training'])).toBe('1');
  });

  it('distinguishes units of the kind and percentages from others', () => {
    expect([isUnitOfKind('m', 'seconds'), isUnitOfKind('m', 'GBP')]).toEqual([true, false]);
    expect(['percent', 'percentage-points', 'fte'].map(isPercent)).toEqual([true, true, false]);
  });
});
