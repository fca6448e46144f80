import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf, isCalendarDay, MalformedInstant, parseInstant } from './instant.js';

describe('Reading a moment', () => {
  it.each([
    ['2024-09-05T13:00:00Z', '2024-09-05T13:00:00.000Z'],
    ['2024-09-05T13:00Z', '2024-09-05T13:00:00.000Z'],
    ['2024-09-05T13:00:00.123456789Z', '2024-09-05T13:00:00.123Z'],
    ['2024-09-05T13:00:00+01:00', '2024-09-05T12:00:00.000Z'],
    ['2024-01-01T00:30:00+01:00', '2023-12-31T23:30:00.000Z'],
    ['2024-02-29T12:00:00-05:30', '2024-02-29T17:30:00.000Z'],
  ])('turns %s into %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '',
    'now',
    '2024-09-05T13:00:00',
    '2024-09-05 13:00:00Z',
    '2023-02-29T12:00:00Z',
    '2024-13-01T00:00:00Z',
    '2024-09-05T25:00:00Z',
    '2024-09-05T13:60:00Z',
    '1725541200000',
    '2024-09-05T13:00:00.Z',
    '2024-09-05T13:00:00Z\n',
  ])('refuses "%s"', (text) => {
    expect(() => parseInstant(text)).toThrow(MalformedInstant);
    expect(() => parseInstant(text)).toThrow(
      expect.objectContaining({ code: 'malformed-instant', text }),
    );
  });

  it('reads back every moment as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5e12, max: 5e12 }), (epochMs) => {
        const instant = instantOf(epochMs);
        expect(parseInstant(instant)).toBe(instant);
        expect(Date.parse(instant)).toBe(epochMs);
      }),
    );
  });
});

describe('A calendar day', () => {
  it.each(['2024-02-29', '2000-02-29', '1800-01-01', '2199-12-31'])('%s is one', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  it.each(['2023-02-29', '1900-02-29', '2024-04-31', '2024-00-10', '2024-1-1', '2024-05', ''])(
    '"%s" is none',
    (text) => {
      expect(isCalendarDay(text)).toBe(false);
    },
  );
});
