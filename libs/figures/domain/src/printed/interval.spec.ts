import { describe, expect, it } from '@jest/globals';
import type { Decimal } from '@ledger/kernel';
import { intervalOf, type Interval } from './interval.js';
import { compareWidths } from './intervals-agree.js';
import { print } from '../testing/intervals.js';

const exact = (printed: string) => print(printed);
const ends = ({ low, high }: Interval) => [low, high];

describe('The numbers a printed one can stand for', () => {
  it('lie within half a unit of the last printed digit', () => {
    expect(ends(exact('412'))).toEqual(['411.5', '412.5']);
    expect(ends(exact('0'))).toEqual(['-0.5', '0.5']);
    expect(ends(exact('-12'))).toEqual(['-12.5', '-11.5']);
    expect(ends(print('13.6%', 'exact', 'percent'))).toEqual(['13.55', '13.65']);
    expect(ends(print('13.60%', 'exact', 'percent', '13.6'))).toEqual(['13.595', '13.605']);
    expect(ends(print('£1.2m', 'exact', 'GBP', '1200000'))).toEqual(['1150000', '1250000']);
    expect(ends(print('06:34', 'exact', 'seconds', '23640'))).toEqual(['23610', '23670']);
    expect(ends(exact('12345678901234567890'))).toEqual([
      '12345678901234567889.5',
      '12345678901234567890.5',
    ]);
  });

  it('are as wide as the last printed digit is under the scale of its table', () => {
    const [value, printed, unit] = ['7107000000' as Decimal, '7,107', 'USD'] as const;
    const millions = { value, printed, unit, qualifier: 'exact', scale: 6 } as const;
    expect(ends(intervalOf(millions))).toEqual(['7106500000', '7107500000']);
    expect(ends(intervalOf({ ...millions, qualifier: 'approximately' }))).toEqual([
      '7106000000',
      '7108000000',
    ]);
  });

  it('have no end where the writer left it open', () => {
    expect(ends(print('500', 'at-least'))).toEqual(['499.5', null]);
    expect(ends(print('500', 'at-most'))).toEqual([null, '500.5']);
  });

  it('are open towards the larger fall if the words say that it is one', () => {
    expect(ends(print('30%', 'at-least', 'percent', '-30'))).toEqual([null, '-29.5']);
    expect(ends(print('30%', 'at-most', 'percent', '-30'))).toEqual(['-30.5', null]);
    expect(ends(print('-30%', 'at-least', 'percent', '-30'))).toEqual(['-30.5', null]);
  });

  it('spread over a whole unit of the last digit that says something, if approximate', () => {
    expect(ends(print('15,000', 'approximately'))).toEqual(['14000', '16000']);
    expect(ends(print('14,773', 'approximately'))).toEqual(['14772', '14774']);
    expect(ends(print('£60m', 'approximately', 'GBP', '60000000'))).toEqual([
      '50000000',
      '70000000',
    ]);
    expect(ends(print('three weeks', 'approximately', 'days', '21'))).toEqual([
      String(14 * 86_400),
      String(28 * 86_400),
    ]);
    expect(ends(print('0', 'approximately'))).toEqual(['-1', '1']);
  });

  it('lie around the fraction itself, not around the decimals kept of it', () => {
    expect(ends(print('a third', 'approximately', 'percent', '-33'))).toEqual([
      '-41.666666666666',
      '-25',
    ]);
  });

  it('are as wide as the digits behind a comma, where the value shows that it is one', () => {
    const comma = { printed: '1,234', unit: 'percent', qualifier: 'exact' } as const;
    expect(intervalOf({ ...comma, value: '1.234' as Decimal })).toMatchObject({
      low: '1.2335',
      high: '1.2345',
    });
    expect(intervalOf({ ...comma, value: '1234' as Decimal })).toMatchObject({
      low: '1233.5',
      high: '1234.5',
    });
  });

  it('follow the digits of the value where the text says something else', () => {
    expect(ends(print('the same', 'exact', 'percent', '13.64'))).toEqual(['13.635', '13.645']);
  });
});

describe('The more precise of two', () => {
  it('is the narrower one, and a bounded one before an open one', () => {
    const sorted = [
      exact('412.00'),
      exact('412.0'),
      exact('412'),
      print('400', 'approximately'),
      print('412', 'at-least'),
    ];
    expect([...sorted].reverse().sort(compareWidths)).toEqual(sorted);
  });

  it('is the one of the finer steps, whatever the units', () => {
    const kilograms = print('1,200 kg', 'exact', 'kilograms', '1200');
    const tonnes = print('1.2 tonnes', 'exact', 'tonnes', '1.2');
    const slow = print('10', 'exact', 'metres-per-second');
    const fast = print('36.0', 'exact', 'kilometres-per-hour');
    expect(compareWidths(kilograms, tonnes)).toBeLessThan(0);
    expect(compareWidths(slow, fast)).toBeGreaterThan(0);
    expect(compareWidths(print('1', 'exact', 'minutes'), print('60', 'exact', 'seconds'))).toBe(
      1,
    );
  });

  it('is neither where both are as wide, or both open', () => {
    expect(compareWidths(exact('412'), exact('500'))).toBe(0);
    expect(compareWidths(print('1', 'at-least'), print('1', 'at-most'))).toBe(0);
  });
});
