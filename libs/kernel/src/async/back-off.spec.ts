import { describe, expect, it } from '@jest/globals';
import { exponentialBackOff } from './back-off.js';
import { CoolDown } from './cool-down.js';
import { RetryBudget } from './retry-budget.js';

const NEVER = new AbortController().signal;

describe('An exponential back-off', () => {
  it('doubles each wait, up to the longest', () => {
    const backOff = exponentialBackOff({ firstMs: 100, maxMs: 1_000 });
    expect([0, 1, 2, 3, 4, 5].map(backOff)).toEqual([100, 200, 400, 800, 1_000, 1_000]);
    expect(backOff(1_000_000)).toBe(1_000);
  });

  it('leaves no more of a wait to chance than it was given', () => {
    const backOff = exponentialBackOff({ firstMs: 100, maxMs: 100, jitter: 0.5 });
    const waits = Array.from({ length: 200 }, () => backOff(0));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...waits)).toBeLessThanOrEqual(100);
    expect(new Set(waits).size).toBeGreaterThan(1);
  });
});

describe('A retry budget', () => {
  it('allows attempts until its time is over, each after a longer wait', async () => {
    const waits: number[] = [];
    const budget = new RetryBudget(500, (failuresBefore) => {
      waits.push(failuresBefore);
      return 5;
    });
    let attempts = 0;
    while (await budget.again()) attempts += 1;
    expect(attempts).toBeGreaterThan(1);
    expect(waits).toEqual(Array.from({ length: attempts }, (_, i) => i));
  });

  it('allows none where there is no time', async () => {
    expect(await new RetryBudget(0, () => 60_000).again()).toBe(false);
  });
});

describe('A cool-down', () => {
  it('lets nobody through before its end, and everybody after an answer', async () => {
    const waits: number[] = [];
    const coolDown = new CoolDown((failuresBefore) => {
      waits.push(failuresBefore);
      return 30;
    });
    coolDown.failed();
    coolDown.failed();
    const beganMs = performance.now();
    await Promise.all([coolDown.passed(NEVER), coolDown.passed(NEVER)]);
    expect(performance.now() - beganMs).toBeGreaterThan(25);

    coolDown.failed();
    coolDown.answered();
    const answeredMs = performance.now();
    await coolDown.passed(NEVER);
    expect(performance.now() - answeredMs).toBeLessThan(25);
    coolDown.failed();
    expect(waits).toEqual([0, 1, 2, 0]);
  });

  it('ends with the signal', async () => {
    const coolDown = new CoolDown(() => 60_000);
    coolDown.failed();
    await coolDown.passed(AbortSignal.abort());
    await coolDown.passed(AbortSignal.timeout(5));
  });
});
