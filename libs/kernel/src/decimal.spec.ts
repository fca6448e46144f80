import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  absoluteDecimal,
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  type Decimal,
  DECIMAL_DIGITS_MAX,
  decimalPlaces,
  divideDecimals,
  isDecimal,
  MalformedDecimal,
  multiplyDecimals,
  negateDecimal,
  parseDecimal,
  powerOfTen,
  subtractDecimals,
} from './decimal.js';

const d = parseDecimal;

/** Whole hundredths up to 10^13, where sums and comparisons are exact also in binary. */
const hundredths = fc.integer({ min: -1e13, max: 1e13 });
const decimal = (count: number): Decimal => {
  const digits = String(Math.abs(count)).padStart(3, '0');
  return d(`${count < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
};

describe('Reading a decimal', () => {
  it.each(['0', '-0', '412', '+97', '-6.3', '1.50', '007', '12345678901234567890.123456789'])(
    'keeps %s as printed',
    (text) => {
      expect(parseDecimal(text)).toBe(text);
      expect(isDecimal(text)).toBe(true);
    },
  );

  it.each([
    '',
    ' 1',
    '1 ',
    '.5',
    '5.',
    '1e3',
    '1,000',
    '13.6%',
    '--1',
    'NaN',
    '٣',
    '1_000',
    '1\n',
  ])('refuses "%s"', (text) => {
    expect(() => parseDecimal(text)).toThrow(MalformedDecimal);
    expect(() => parseDecimal(text)).toThrow(
      expect.objectContaining({ code: 'malformed-decimal', text }),
    );
  });

  it('refuses more digits than any published quantity has', () => {
    expect(isDecimal('9'.repeat(DECIMAL_DIGITS_MAX))).toBe(true);
    expect(isDecimal('9'.repeat(DECIMAL_DIGITS_MAX + 1))).toBe(false);
    expect(() => parseDecimal('9'.repeat(61))).toThrow(
      'A decimal has 60 characters at most; this one has 61.',
    );
  });
});

describe('The canonical text of a decimal', () => {
  it.each([
    ['+01.50', '1.5'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['0.10', '0.1'],
    ['1000', '1000'],
    ['-12', '-12'],
    ['0.0000000001', '0.0000000001'],
    ['100000000000000000000000000', '100000000000000000000000000'],
  ])('of %s is %s', (text, canonical) => {
    expect(canonicalDecimal(d(text))).toBe(canonical);
  });

  it('is shared by equal numbers and by no others', () => {
    fc.assert(
      fc.property(hundredths, hundredths, (one, other) => {
        const [left, right] = [decimal(one), d(`${decimal(other)}00`)];
        expect(canonicalDecimal(left) === canonicalDecimal(right)).toBe(one === other);
        expect(Math.sign(compareDecimals(left, right))).toBe(Math.sign(one - other));
      }),
    );
  });
});

describe('Reckoning with decimals', () => {
  it('has no binary rounding', () => {
    expect(addDecimals(d('0.1'), d('0.2'))).toBe('0.3');
    expect(subtractDecimals(d('0.3'), d('0.1'))).toBe('0.2');
    expect(multiplyDecimals(d('1.1'), d('1.1'))).toBe('1.21');
    expect(addDecimals(d('12345678901234567890'), d('0.5'))).toBe('12345678901234567890.5');
    expect(subtractDecimals(d('1'), d('1.0'))).toBe('0');
  });

  it('adds, takes away and negates as whole numbers do', () => {
    fc.assert(
      fc.property(hundredths, hundredths, (one, other) => {
        const [left, right] = [decimal(one), decimal(other)];
        expect(addDecimals(left, right)).toBe(canonicalDecimal(decimal(one + other)));
        expect(subtractDecimals(left, right)).toBe(canonicalDecimal(decimal(one - other)));
        expect(addDecimals(left, negateDecimal(left))).toBe('0');
        expect(compareDecimals(absoluteDecimal(left), negateDecimal(left))).toBe(
          one > 0 ? 1 : 0,
        );
      }),
    );
  });

  it('divides to the places asked for, half away from zero', () => {
    expect(divideDecimals(d('1'), d('3'), 4)).toBe('0.3333');
    expect(divideDecimals(d('2'), d('3'), 4)).toBe('0.6667');
    expect(divideDecimals(d('1'), d('8'), 2)).toBe('0.13');
    expect(divideDecimals(d('-1'), d('8'), 2)).toBe('-0.13');
    expect(divideDecimals(d('-1'), d('1000'), 2)).toBe('0');
    expect(divideDecimals(d('+6'), d('+3'), 0)).toBe('2');
    expect(() => divideDecimals(d('1'), d('0.00'), 2)).toThrow(RangeError);
  });

  it('takes a sign away or turns it', () => {
    expect(['-6.30', '+6.30', '6.30'].map((text) => absoluteDecimal(d(text)))).toEqual([
      '6.30',
      '6.30',
      '6.30',
    ]);
    expect(['-6.3', '+6.30', '0', '-0.0'].map((text) => negateDecimal(d(text)))).toEqual([
      '6.3',
      '-6.3',
      '0',
      '0',
    ]);
  });

  it('counts places and makes powers of ten', () => {
    expect(['12', '1.50', '-0.001'].map((text) => decimalPlaces(d(text)))).toEqual([0, 2, 3]);
    expect([3, 1, 0, -1, -3].map(powerOfTen)).toEqual(['1000', '10', '1', '0.1', '0.001']);
  });
});
