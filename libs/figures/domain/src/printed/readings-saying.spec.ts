import { describe, expect, it } from '@jest/globals';
import { type Decimal, parseDecimal } from '@ledger/kernel';
import fc from 'fast-check';
import { readingsSaying } from './printed-readings.js';

const printedSays = (printed: string, value: Decimal, unit: string) =>
  readingsSaying(printed, value, unit)[0] ?? null;

const says = (printed: string, value: string, unit: string) =>
  printedSays(printed, parseDecimal(value), unit);

describe('Whether the printed text says the value', () => {
  it('takes an unsigned number for either direction and a signed one for its own', () => {
    expect(says('6.3%', '-6.3', 'percent')).not.toBeNull();
    expect(says('6.3%', '6.3', 'percent')).not.toBeNull();
    expect(says('-6.3%', '6.3', 'percent')).toBeNull();
    expect(says('+97', '-97', 'people')).toBeNull();
    expect(says('(£1.2m)', '1200000', 'GBP')).toBeNull();
    expect(says('-0.0', '0', 'percent')).not.toBeNull();
  });

  it('sees equal numbers behind different digits', () => {
    expect(says('13.60%', '13.6', 'percent')).not.toBeNull();
    expect(says('13.6%', '13.60', 'percent')).not.toBeNull();
    expect(says('007', '+7', 'people')).not.toBeNull();
  });

  it('does not take a near number for the same', () => {
    expect(says('412', '421', 'offences')).toBeNull();
    expect(says('13.6%', '13.64', 'percent')).toBeNull();
    expect(says('1 in 8', '13', 'percent')).toBeNull();
    expect(says('£1.2m', '1.2', 'GBP')).toBeNull();
  });

  it('lets a number without end be said to any digit, if that digit is right', () => {
    for (const value of ['33', '33.3', '33.33', '-33.3']) {
      expect(says('a third', value, 'percent')).not.toBeNull();
    }
    for (const value of ['33.4', '33.0', '34', '30', '0.333']) {
      expect(says('a third', value, 'percent')).toBeNull();
    }
    expect(says('minus a third', '33.3', 'percent')).toBeNull();
  });

  it('chooses among several readings', () => {
    expect(says('06:34', '23640', 'seconds')?.step).toBe('60');
    expect(says('06:34', '394', 'seconds')?.step).toBe('1');
    expect(says('06:34', '634', 'seconds')).toBeNull();
    expect(says('£16-17 million', '17000000', 'GBP')?.step).toBe('1000000');
  });

  it('knows a number again however it is dressed', () => {
    const dressed = fc.record({
      whole: fc.nat(99_999_999),
      part: fc.option(fc.nat(99), { nil: undefined }),
      sign: fc.constantFrom('', '+', '-', '−', '–'),
      isGrouped: fc.boolean(),
      dress: fc.constantFrom(
        ['', '', 'count'],
        ['£', '', 'GBP'],
        ['', '%', 'percent'],
        ['', ' hours', 'hours'],
        ['', ' [r]', 'count'],
        ['\\$', '', 'USD'],
      ),
    });
    fc.assert(
      fc.property(dressed, ({ whole, part, sign, isGrouped, dress }) => {
        const [before, after, unit] = dress as [string, string, string];
        const decimals = part === undefined ? '' : `.${String(part).padStart(2, '0')}`;
        const digits = isGrouped ? whole.toLocaleString('en-GB') : String(whole);
        const isBelow = sign === '-' || sign === '−' || sign === '–';
        const value = `${isBelow ? '-' : ''}${whole}${decimals}` as Decimal;
        const reading = printedSays(
          `${sign}${before}${digits}${decimals}${after}`,
          value,
          unit,
        );
        expect(reading).toMatchObject({
          signed: sign !== '',
          step: part === undefined ? '1' : '0.01',
        });
      }),
    );
  });

  it('knows a duration again however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 359_999 }), (total) => {
        const hours = Math.floor(total / 3600);
        const minutes = Math.floor(total / 60) % 60;
        const rest = total % 60;
        const two = (count: number) => String(count).padStart(2, '0');
        const value = String(total);
        expect(says(`${hours}:${two(minutes)}:${two(rest)}`, value, 'seconds')).not.toBeNull();
        const words = [`${hours} hours`, `${minutes} minutes`, `${rest} seconds`].filter(
          (part) => !part.startsWith('0 '),
        );
        expect(says(words.join(' and '), value, 'seconds')).not.toBeNull();
      }),
    );
  });
});
