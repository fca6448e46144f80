import { describe, expect, it } from '@jest/globals';
import { pluralOf, singularOf } from './noun-number.js';

describe('One and several of a noun', () => {
  it.each([
    ['offence', 'offences'],
    ['case', 'cases'],
    ['search', 'searches'],
    ['address', 'addresses'],
    ['box', 'boxes'],
    ['century', 'centuries'],
    ['day', 'days'],
    ['foot', 'feet'],
    ['person', 'people'],
    ['positive outcome', 'positive outcomes'],
    ['positive-outcome', 'positive-outcomes'],
    ['tonne of oil equivalent', 'tonnes of oil equivalent'],
    ['breach-of-bail', 'breaches-of-bail'],
    ['%', '%'],
    ['s', 's'],
  ])('are "%s" and "%s"', (singular, plural) => {
    expect([pluralOf(singular), singularOf(plural)]).toEqual([plural, singular]);
    expect(singularOf(singular)).toBe(singular);
  });

  it('leave a singular in -s alone', () => {
    expect(['status', 'class', 'analysis'].map(singularOf)).toEqual([
      'status',
      'class',
      'analysis',
    ]);
  });
});
