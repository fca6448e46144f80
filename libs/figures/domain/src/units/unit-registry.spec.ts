import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CURRENCIES } from './currency-table.js';
import { ratioDecimal, timesRatio } from './ratio.js';
import {
  currenciesMeant,
  factorBetween,
  factorOfSign,
  factorOfWord,
  isComparable,
  unitNamed,
  unitsMeant,
} from './unit-registry.js';
import { DIMENSIONS } from './unit-table.js';

const factor = (from: string, to: string) => {
  const found = factorBetween(unitNamed(from), unitNamed(to));
  return found === null ? null : ratioDecimal(found);
};
const word = (noun: string, unit: string) => {
  const found = factorOfWord(noun, unit);
  return found === null ? null : ratioDecimal(found);
};
const sign = (mark: string, unit: string) => {
  const found = factorOfSign(mark, unit);
  return found === null ? null : ratioDecimal(found);
};

describe('The registry of units', () => {
  it.each([
    ['minutes', 'seconds', '60'],
    ['years', 'months', '12'],
    ['tonnes', 'kilograms', '1000'],
    ['stones', 'pounds-mass', '14'],
    ['pounds-mass', 'ounces', '16'],
    ['long-tons', 'pounds-mass', '2240'],
    ['miles', 'yards', '1760'],
    ['square-miles', 'acres', '640'],
    ['acres', 'square-yards', '4840'],
    ['gallons', 'pints', '8'],
    ['kilowatt-hours', 'megajoules', '3.6'],
    ['percent', 'ratio', '0.01'],
    ['basis-points', 'percentage-points', '0.01'],
    ['gbp-pence', 'GBP', '0.01'],
    ['usd-million', 'USD', '1000000'],
    ['chf-millions', 'CHF', '1000000'],
    ['gbp-thousand', 'GBP', '1000'],
    ['gbp-bn', 'gbp-million', '1000'],
    ['inr-crore', 'INR', '10000000'],
    ['thousand-tonnes', 'tonnes', '1000'],
    ['people-thousands', 'people', '1000'],
    ['thousands', 'count', '1000'],
    ['kg', 'kilograms', '1'],
    ['wte', 'fte', '1'],
    ['offence', 'offences', '1'],
    ['per-1000-population', 'per-100000-population', '100'],
    ['per-1000-people', 'per-head', '0.001'],
    ['offences-per-1000-population', 'offences-per-million-population', '1000'],
    ['metres-per-second', 'kilometres-per-hour', '3.6'],
    ['gbp-million-per-year', 'gbp-per-year', '1000000'],
  ])('knows exactly what one of %s is in %s', (from, to, expected) => {
    expect(factor(from, to)).toBe(expected);
  });

  it.each([
    ['seconds', 'months'],
    ['USD', 'CNY'],
    ['usd-million', 'GBP'],
    ['percent', 'percentage-points'],
    ['kilograms', 'litres'],
    ['tonnes', 'tonnes-co2e'],
    ['tonnes-co2', 'tonnes-co2e'],
    ['offences', 'people'],
    ['offences', 'count'],
    ['index', 'index-2015'],
    ['index-2015', 'index-2010'],
    ['per-1000-population', 'per-1000-households'],
    ['per-1000-population', 'percent'],
    ['offences-per-1000-population', 'arrests-per-1000-population'],
    ['degrees-celsius', 'degrees-fahrenheit'],
    ['people', 'fte'],
  ])('never compares %s with %s', (left, right) => {
    expect(factor(left, right)).toBeNull();
    expect(factor(right, left)).toBeNull();
  });

  it('converts there and back without a remainder, within every dimension', () => {
    for (const { units } of DIMENSIONS) {
      for (const { name } of units) {
        const there = factorBetween(unitNamed(name), unitNamed(units[0]?.name ?? ''));
        const back = factorBetween(unitNamed(units[0]?.name ?? ''), unitNamed(name));
        expect(there !== null && back !== null && ratioDecimal(timesRatio(there, back))).toBe(
          '1',
        );
      }
    }
  });

  it('lists no name and no currency twice', () => {
    const names = DIMENSIONS.flatMap(({ units }) => units.map(({ name }) => name));
    const codes = CURRENCIES.map(({ code }) => code);
    expect([new Set(names).size, new Set(codes).size]).toEqual([names.length, codes.length]);
    for (const currency of ['GBP', 'CHF', 'SEK', 'INR', 'JPY']) {
      expect(unitNamed(currency).signs).not.toHaveLength(1);
    }
  });

  it('takes every other name for a count of its own noun', () => {
    expect(unitNamed('positive-outcomes')).toMatchObject({
      dimension: 'count:positive outcome',
      nouns: ['positive outcome', 'positive outcomes'],
    });
  });

  it('has one meaning for every name, whatever was asked before', () => {
    const part = fc.constantFrom(
      'million',
      'per',
      '1000',
      'usd',
      'tonnes',
      'people',
      'x',
      'index',
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
        const name = parts.join('-');
        const first = unitNamed(name);
        for (let other = 0; other < 6; other += 1) unitNamed(`${name}-${other}`);
        expect(unitNamed(name)).toEqual(first);
        expect(isComparable(first, unitNamed(name))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('A printed word or sign', () => {
  it.each([
    ['minutes', 'seconds', '60'],
    ['ms', 'seconds', '0.001'],
    ['m', 'seconds', '60'],
    ['m', 'kilometres', '0.001'],
    ['feet', 'metres', '0.3048'],
    ['ml', 'litres', '0.001'],
    ['pints', 'litres', '0.56826125'],
    ['nautical miles', 'kilometres', '1.852'],
    ['%', 'percent', '1'],
    ['%', 'percentage-points', '1'],
    ['per cent', 'proportion', '0.01'],
    ['basis points', 'percentage-points', '0.01'],
    ['pence', 'GBP', '0.01'],
    ['cents', 'EUR', '0.01'],
    ['francs', 'CHF', '1'],
    ['€', 'EUR', '1'],
    ['dollars', 'usd-million', '0.000001'],
    ['tonnes of CO2 equivalent', 'kilograms-co2e', '1000'],
    ['full time equivalents', 'fte', '1'],
    ['offence', 'offences', '1'],
    ['positive outcomes', 'positive-outcomes', '1'],
    ['individuals', 'people', '1'],
  ])('"%s" in %s is %s of them', (noun, unit, expected) => {
    expect(word(noun, unit)).toBe(expected);
  });

  it.each([
    ['percentage points', 'percent'],
    ['basis points', 'percent'],
    ['rupees', 'SEK'],
    ['yen', 'SEK'],
    ['hours', 'people'],
    ['years', 'days'],
    ['quid', 'offences'],
    ['blobs', 'litres'],
  ])('"%s" is nothing of %s', (noun, unit) => {
    expect(word(noun, unit)).toBeNull();
  });

  it('names the units it can mean, so that a refusal can say which', () => {
    expect(unitsMeant('pound').map(({ name }) => name)).toEqual(['pounds-mass', 'GBP']);
    expect(unitsMeant('thou')).toEqual([]);
    expect(currenciesMeant('¥').map(({ name }) => name)).toEqual(['CNY', 'JPY']);
  });

  it.each([
    ['£', 'GBP', '1'],
    ['$', 'USD', '1'],
    ['$', 'AUD', '1'],
    ['US$', 'USD', '1'],
    ['C$', 'CAD', '1'],
    ['CHF', 'CHF', '1'],
    ['Fr.', 'CHF', '1'],
    ['₹', 'INR', '1'],
    ['$', 'usd-million', '0.000001'],
    ['£', 'gbp-per-head', '1'],
    ['C$', 'USD', null],
    ['£', 'EUR', null],
    ['$', 'people', null],
  ])('%s in front of an amount in %s is %s of them', (mark, unit, expected) => {
    expect(sign(mark, unit)).toBe(expected);
  });
});
