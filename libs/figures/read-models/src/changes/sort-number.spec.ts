import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sortNumber } from './sort-number.js';

describe('The number that sizes are sorted by', () => {
  it('rises with the size, whatever its sign and magnitude', () => {
    const size = fc.double({ min: 0, max: 1e60, noNaN: true });
    fc.assert(
      fc.property(size, size, (left, right) => {
        const [one, other] = [sortNumber(String(left)), sortNumber(String(-right))];
        expect(Number.isSafeInteger(one)).toBe(true);
        if (left < right) expect(one).toBeLessThanOrEqual(other);
        else expect(one).toBeGreaterThanOrEqual(other);
      }),
    );
  });

  it('tells sizes apart that differ in their eleventh digit', () => {
    const sizes = [
      '0',
      '0.001',
      '0.0010000000001',
      '9.9999999999',
      '10',
      '10000000001',
      '1e21',
    ];
    const numbers = sizes.map(sortNumber);
    expect(numbers).toEqual([...new Set(numbers)].sort((left, right) => left - right));
  });
});
