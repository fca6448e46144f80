import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import { ClockGuard } from './clock-guard.js';

const NOON = Date.UTC(2024, 4, 17, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A guard of a process that has run for an hour since noon, and an adjustable clock. */
function guardAt(clock = { setByMs: 0 }, acceptedUntil?: number) {
  let elapsedMs = 0;
  const guard = new ClockGuard({
    nowMs: () => NOON + elapsedMs + clock.setByMs,
    elapsedMs: () => elapsedMs,
    ...(acceptedUntil === undefined ? {} : { acceptedUntil: instantOf(acceptedUntil) }),
  });
  elapsedMs = HOUR;
  return guard;
}

const leapt = expect.objectContaining({ code: 'clock-leapt' });

describe('The guard of recorded time', () => {
  it('takes an empty record, and one that has rested for a year', () => {
    expect(() => guardAt().check(Number.NEGATIVE_INFINITY)).not.toThrow();
    expect(() => guardAt().check(NOON - 365 * DAY)).not.toThrow();
  });

  it('takes a clock that was corrected by hours, either way', () => {
    for (const setByMs of [-5 * HOUR, 5 * HOUR]) {
      const clock = { setByMs: 0 };
      const guard = guardAt(clock);
      clock.setByMs = setByMs;
      expect(() => guard.check(NOON)).not.toThrow();
    }
  });

  it('refuses a clock that was set on by more than a day, until it is set back', () => {
    const clock = { setByMs: 0 };
    const guard = guardAt(clock);
    clock.setByMs = 400 * DAY;
    expect(() => guard.check(NOON)).toThrow(leapt);
    expect(() => guard.check(NOON)).toThrow(/set on by 400 days/);
    clock.setByMs = 0;
    expect(() => guard.check(NOON)).not.toThrow();
  });

  it('refuses a clock that is far behind the last event when the process starts', () => {
    const clock = { setByMs: 400 * DAY };
    expect(() => guardAt(clock).check(NOON)).toThrow(leapt);
  });

  it('refuses to go on behind a record that was dated by a clock that ran ahead', () => {
    expect(() => guardAt().check(NOON + 400 * DAY)).toThrow(/was dated up to 2025-06-21/);
    expect(() => guardAt().check(NOON + 20 * HOUR)).not.toThrow();
  });

  it('accepts a time that an operator has confirmed, and names how to confirm it', () => {
    const clock = { setByMs: 400 * DAY };
    const until = NOON + 401 * DAY + HOUR;
    expect(() => guardAt(clock).check(NOON)).toThrow(
      `LEDGER_TIME_ACCEPTED_UNTIL=${instantOf(until)}`,
    );
    expect(() => guardAt(clock, until).check(NOON)).not.toThrow();
    expect(() => guardAt(undefined, until).check(NOON + 400 * DAY)).not.toThrow();
    expect(() => guardAt(undefined, until).check(until + 1)).toThrow(leapt);
  });
});
