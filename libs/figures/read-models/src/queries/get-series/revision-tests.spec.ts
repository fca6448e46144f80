import { describe, expect, it } from '@jest/globals';
import type { Decimal } from '@ledger/kernel';
import { biasTest, newsTest, slopeT, type Revised } from './revision-tests.js';

/**
 * Real gross domestic product of the United States by quarter, from the first of 2012 on, in
 * millions of dollars: first as printed in the OECD's original release data from January 2015
 * on, then in the last of its vintages on the same price base, April 2018.
 */
const GDP: readonly (readonly [first: string, latest: string])[] = [
  ['3818750.00', '3822758.75'],
  ['3834175.00', '3840603.75'],
  ['3857825.00', '3845200.50'],
  ['3858425.00', '3846063.50'],
  ['3884600.00', '3872969.50'],
  ['3901650.00', '3880389.75'],
  ['3944975.00', '3910334.00'],
  ['3979050.00', '3948482.00'],
  ['3957925.00', '3939392.50'],
  ['4002600.00', '3983956.25'],
  ['4051400.00', '4034878.25'],
  ['4073425.00', '4055055.50'],
  ['4066025.00', '4087492.50'],
  ['4081075.00', '4115222.25'],
  ['4104450.00', '4131896.75'],
  ['4113775.00', '4136904.75'],
  ['4126275.00', '4142893.25'],
  ['4142550.00', '4165879.00'],
  ['4178125.00', '4194537.00'],
  ['4201025.00', '4212855.00'],
  ['4215400.00', '4225810.00'],
  ['4257500.00', '4257771.25'],
  ['4292433.25', '4290973.50'],
  ['4317925.50', '4321624.25'],
];

const revised = (pairs: readonly (readonly [string, string])[]): readonly Revised[] =>
  pairs.map(([first, latest]) => ({ first: first as Decimal, latest: latest as Decimal }));

/** First numbers that are all too low, by an amount that varies. */
const low = (count: number) =>
  revised(Array.from({ length: count }, (_, at) => ['100', String(105 + (at % 3))] as const));

describe('The bias of first numbers', () => {
  it('is that of an independent computation, for a published set of vintages', () => {
    expect(biasTest(revised(GDP))).toEqual({
      sample: 24,
      verdict: 'no-bias-shown',
      standardError: '6149.2',
      t: '0.017516',
      lags: 2,
    });
  });

  it('is shown where all first numbers are too low', () => {
    expect(biasTest(low(20))).toMatchObject({ sample: 20, verdict: 'biased' });
    const same = revised(Array.from({ length: 12 }, () => ['100', '105'] as const));
    expect(biasTest(same)).toMatchObject({ verdict: 'biased', standardError: '0', t: null });
    const none = revised(Array.from({ length: 12 }, () => ['100', '100'] as const));
    expect(biasTest(none)).toMatchObject({ verdict: 'no-bias-shown', t: null });
  });

  it('is not claimed of fewer than ten', () => {
    expect(biasTest(low(9))).toEqual({
      ...{ sample: 9, verdict: 'too-few' },
      ...{ standardError: null, t: null, lags: null },
    });
    expect(biasTest([])).toMatchObject({ sample: 0, verdict: 'too-few' });
  });
});

describe('News or noise', () => {
  const numbers = (at: 0 | 1) => GDP.map((pair) => Number(pair[at]));
  const sizes = GDP.map(([first, latest]) => Number(latest) - Number(first));

  it('has the slopes of an independent computation', () => {
    expect(slopeT(sizes, numbers(0))).toBeCloseTo(2.183_978_097, 6);
    expect(slopeT(sizes, numbers(1))).toBeCloseTo(2.453_732_862, 6);
    expect(newsTest(revised(GDP), 14)).toEqual({ sample: 24, verdict: 'undecided' });
  });

  /** True numbers that swing widely, and small changes that are independent of them. */
  const swings = Array.from({ length: 40 }, (_, at) => 1_000 + 50 * Math.sin(at * 0.9));
  const changes = swings.map((_, at) => 20 * Math.sin(at * 2.3 + 1));

  it('is noise where the first number was only measured badly', () => {
    const noisy = swings.map((truth, at) => [
      String(truth + (changes[at] ?? 0)),
      String(truth),
    ]);
    expect(newsTest(revised(noisy as [string, string][]), 10).verdict).toBe('noise');
  });

  it('is news where the number in force holds what was not known then', () => {
    const news = swings.map((known, at) => [String(known), String(known + (changes[at] ?? 0))]);
    expect(newsTest(revised(news as [string, string][]), 10).verdict).toBe('news');
  });

  it('is not distinguished by fewer than ten vintages, or revisions', () => {
    expect(newsTest(revised(GDP), 9)).toEqual({ sample: 24, verdict: 'too-few' });
    expect(newsTest(revised(GDP.slice(0, 9)), 14).verdict).toBe('too-few');
  });
});
