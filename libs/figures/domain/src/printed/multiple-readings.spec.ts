import { describe, expect, it } from '@jest/globals';
import { parseDecimal } from '@ledger/kernel';
import { readingsSaying } from './printed-readings.js';

const step = (printed: string, value: string, unit: string) =>
  readingsSaying(printed, parseDecimal(value), unit)[0]?.step ?? null;

describe('A token in a multiple of a unit', () => {
  it.each([
    ['7,107', '7107', 'usd-million', '1'],
    ['7,107 [r]', '7107', 'usd-million', '1'],
    ['(7,107)', '-7107', 'usd-million', '1'],
    ['around 7,107', '7107', 'usd-million', '1'],
    ['$7,107', '7107', 'usd-million', '1'],
    ['$7.1 million', '7.1', 'usd-million', '0.1'],
    ['$7,107 million', '7107', 'usd-million', '1'],
    ['$7.1 billion', '7100', 'usd-million', '100'],
    ['£1.2m', '1200', 'gbp-thousand', '100'],
    ['12 thousand', '12', 'thousands', '1'],
    ['12,345 people', '12.345', 'people-thousands', '0.001'],
  ])('"%s" is %s of %s, to %s', (printed, value, unit, expected) => {
    expect(step(printed, value, unit)).toBe(expected);
  });

  it.each([
    ['7,107', '0.007107', 'usd-million'],
    ['7,107', '7107000000', 'usd-million'],
    ['about 12', '0.012', 'thousand-tonnes'],
    ['$7.1 million', '7100000', 'usd-million'],
    ['$7.1 billion', '7.1', 'usd-million'],
    ['£7,107', '7107', 'usd-million'],
    ['12 thousand', '12000', 'thousands'],
  ])('"%s" is not %s of %s', (printed, value, unit) => {
    expect(step(printed, value, unit)).toBeNull();
  });
});
