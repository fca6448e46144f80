import { describe, expect, it } from '@jest/globals';
import { isEndless, plusRatio, ratio, ratioDecimal, timesRatio } from './ratio.js';

describe('A ratio', () => {
  it('is a decimal where it has an end', () => {
    expect(ratioDecimal(ratio(100, 8))).toBe('12.5');
    expect(ratioDecimal(ratio(6, 3))).toBe('2');
    expect(ratioDecimal(ratio(-1, 4))).toBe('-0.25');
  });

  it('is cut, and says so, where it has none', () => {
    expect(ratioDecimal(ratio(1, 3))).toBe('0.333333333333');
    expect([ratio(1, 3), ratio(1, 7), ratio(2, 3)].every(isEndless)).toBe(true);
    expect([ratio(1, 8), ratio(7), ratio(3, 3), ratio(0, 3)].some(isEndless)).toBe(false);
  });

  it('adds up and multiplies without loss', () => {
    const third = ratio(1, 3);
    expect(ratioDecimal(plusRatio(plusRatio(third, third), third))).toBe('1');
    expect(ratioDecimal(timesRatio(third, ratio(3)))).toBe('1');
  });
});
