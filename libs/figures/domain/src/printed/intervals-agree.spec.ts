import { describe, expect, it } from '@jest/globals';
import type { Decimal } from '@ledger/kernel';
import fc from 'fast-check';
import { intervalOf, type Interval } from './interval.js';
import { agree } from './intervals-agree.js';
import { QUALIFIERS, type Qualifier } from './print.js';
import { print } from '../testing/intervals.js';

const measured = ([printed, value, unit]: readonly [string, string, string]) =>
  print(printed, 'exact', unit, value);

describe('Two printed numbers', () => {
  it.each([
    ['14,773', 'exact', '15,000', 'approximately'],
    ['13.6', 'exact', '13.64', 'exact'],
    ['13.6', 'exact', '13.65', 'exact'],
    ['500', 'at-least', '3,012', 'exact'],
    ['500', 'at-least', '500', 'at-most'],
    ['412', 'exact', '412.0', 'exact'],
  ] as const)('%s (%s) and %s (%s) agree', (left, one, right, other) => {
    expect(agree(print(left, one), print(right, other))).toBe(true);
  });

  it.each([
    ['412', 'exact', '413', 'exact'],
    ['412', 'exact', '421', 'exact'],
    ['-12', 'exact', '12', 'exact'],
    ['13.6', 'exact', '13.66', 'exact'],
    ['16,001', 'exact', '15,000', 'approximately'],
    ['500', 'at-least', '499', 'exact'],
    ['500', 'at-least', '499', 'at-most'],
  ] as const)('%s (%s) and %s (%s) do not', (left, one, right, other) => {
    expect(agree(print(left, one), print(right, other))).toBe(false);
  });

  it.each([
    [
      ['1.2 tonnes', '1.2', 'tonnes'],
      ['1,200 kg', '1200', 'kilograms'],
    ],
    [
      ['60 seconds', '60', 'seconds'],
      ['1 minute', '1', 'minutes'],
    ],
    [
      ['90 minutes', '90', 'minutes'],
      ['1.5 hours', '1.5', 'hours'],
    ],
    [
      ['36 months', '36', 'months'],
      ['3 years', '3', 'years'],
    ],
    [
      ['7107000000', '7107000000', 'USD'],
      ['7107', '7107', 'usd-million'],
    ],
    [
      ['12.3', '12.3', 'per-1000-population'],
      ['1,230', '1230', 'per-100000-population'],
    ],
    [
      ['10', '10', 'metres-per-second'],
      ['36', '36', 'kilometres-per-hour'],
    ],
    [
      ['0.25', '0.25', 'percentage-points'],
      ['25', '25', 'basis-points'],
    ],
  ] as const)('%p and %p agree', (one, other) => {
    const [left, right] = [measured(one), measured(other)];
    expect([agree(left, right), agree(right, left)]).toEqual([true, true]);
  });

  it.each([
    [
      ['5 minutes', '5', 'minutes'],
      ['5 seconds', '5', 'seconds'],
    ],
    [
      ['1.2 tonnes', '1.2', 'tonnes'],
      ['1,251 kg', '1251', 'kilograms'],
    ],
    [
      ['10', '10', 'metres-per-second'],
      ['39', '39', 'kilometres-per-hour'],
    ],
    [
      ['5', '5', 'USD'],
      ['5', '5', 'CNY'],
    ],
    [
      ['5', '5', 'percent'],
      ['5', '5', 'percentage-points'],
    ],
    [
      ['5', '5', 'months'],
      ['5', '5', 'days'],
    ],
  ] as const)('%p and %p do not', (one, other) => {
    const [left, right] = [measured(one), measured(other)];
    expect([agree(left, right), agree(right, left)]).toEqual([false, false]);
  });

  const numbers = fc.record({
    thousandths: fc.integer({ min: -12_000, max: 12_000 }),
    places: fc.nat(2),
    qualifier: fc.constantFrom(...QUALIFIERS),
  });

  it('agree exactly if counting through a fine grid finds a number both can stand for', () => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const expected = meetsOnGrid(left, right);
        expect(agree(intervalOn(left), intervalOn(right))).toBe(expected);
        expect(agree(intervalOn(right), intervalOn(left))).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('of the same value always agree', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom(...QUALIFIERS), (number, qualifier) => {
        expect(agree(intervalOn(number), intervalOn({ ...number, qualifier }))).toBe(true);
      }),
    );
  });
});

describe('A number of unknown precision', () => {
  const unknown = (value: string, unit = 'percent') => {
    const number = { value: value as Decimal, printed: value, unit } as const;
    return intervalOf({ ...number, qualifier: 'exact', precision: 'unknown' });
  };

  it.each([
    ['64.25', '64.2', false],
    ['64.2', '64.20', true],
    ['0', '0.0', true],
  ])('agrees with another one only if they are equal: %s, %s', (left, right, agrees) => {
    expect(agree(unknown(left), unknown(right))).toBe(agrees);
    expect(agree(unknown(right), unknown(left))).toBe(agrees);
  });

  it('is compared in whatever unit it was printed', () => {
    expect(agree(unknown('300', 'seconds'), unknown('5', 'minutes'))).toBe(true);
    expect(agree(unknown('301', 'seconds'), unknown('5', 'minutes'))).toBe(false);
    const speed = unknown('10', 'metres-per-second');
    expect(agree(speed, unknown('36', 'kilometres-per-hour'))).toBe(true);
  });

  it('agrees with a printed one that it can be rounded to, and with no other', () => {
    expect(agree(unknown('64.23'), print('64.2', 'exact', 'percent'))).toBe(true);
    expect(agree(print('64.25', 'exact', 'percent'), unknown('64.2'))).toBe(false);
    expect(agree(unknown('64.25'), print('64.2', 'exact', 'percent'))).toBe(false);
  });
});

interface GridNumber {
  readonly thousandths: number;
  readonly places: number;
  readonly qualifier: Qualifier;
}

function textOf({ thousandths, places }: GridNumber): string {
  return (thousandths / 1000).toFixed(places).replace(/^-(0(?:\.0+)?)$/, '$1');
}

function intervalOn(number: GridNumber): Interval {
  return print(textOf(number), number.qualifier);
}

/** Everything is counted in half thousandths, so every end of an interval is a whole number. */
const GRID = { from: -48_000, to: 48_000 };

function meetsOnGrid(left: GridNumber, right: GridNumber): boolean {
  const [inLeft, inRight] = [membership(left), membership(right)];
  for (let point = GRID.from; point <= GRID.to; point += 1) {
    if (inLeft(point) && inRight(point)) return true;
  }
  return false;
}

function membership(number: GridNumber): (point: number) => boolean {
  const text = textOf(number);
  const centre = Math.round(Number(text) * 2000);
  const half = 1000 / 10 ** number.places;
  switch (number.qualifier) {
    case 'exact':
      return (point) => Math.abs(point - centre) < half;
    case 'at-least':
      return (point) => point > centre - half;
    case 'at-most':
      return (point) => point < centre + half;
    case 'approximately': {
      const zeros = /[1-9]/.test(text) ? /0*$/.exec(text.replace('.', ''))![0].length : 0;
      return (point) => Math.abs(point - centre) < half * 2 * 10 ** zeros;
    }
  }
}
