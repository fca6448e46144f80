import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import { MonotonicClock } from './clock.js';

describe("The ledger's clock", () => {
  it('stands still while the machine is behind what was said, then goes on', () => {
    const readings = [5_000, 3_000, 4_999, 5_001];
    const clock = new MonotonicClock(undefined, () => readings.shift() ?? 0);

    expect([1, 2, 3, 4].map(() => clock.now())).toEqual(
      [5_000, 5_000, 5_000, 5_001].map(instantOf),
    );
  });

  it('gives no time before its start time', () => {
    const clock = new MonotonicClock(instantOf(9_000), () => 1_000);

    expect(clock.now()).toBe(instantOf(9_000));
  });
});
