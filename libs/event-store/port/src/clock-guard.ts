import { instantOf, type Instant } from '@ledger/kernel';
import { ClockLeapt } from './event-store-errors.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** No synchronised clock is corrected by this much while a process runs. */
const LEAP_MS_MAX = DAY_MS;

/** Some ledgers take one report a year; after a longer rest the clock needs confirmation. */
const REST_MS_MAX = 366 * DAY_MS;

/** What the machine's clock is checked against. */
export interface ClockGuardOptions {
  /** The machine's clock: milliseconds since 1970. */
  readonly nowMs?: () => number;
  /** Milliseconds by a monotonic clock. */
  readonly elapsedMs?: () => number;
  /** Times up to here were confirmed as right. */
  readonly acceptedUntil?: Instant;
}

/**
 * Detects that the machine's clock, or the one that dated the log, was far off. A recorded date
 * stays forever, and everything after it is dated later still.
 */
export class ClockGuard {
  readonly #nowMs: () => number;
  readonly #elapsedMs: () => number;
  readonly #acceptedMs: number;
  readonly #startedMs: number;

  constructor({
    nowMs = Date.now,
    elapsedMs = () => performance.now(),
    acceptedUntil,
  }: ClockGuardOptions = {}) {
    this.#nowMs = nowMs;
    this.#elapsedMs = elapsedMs;
    this.#acceptedMs =
      acceptedUntil === undefined ? Number.NEGATIVE_INFINITY : Date.parse(acceptedUntil);
    this.#startedMs = nowMs() - elapsedMs();
  }

  /**
   * @param lastMs when the last event was recorded; negative infinity in an empty log
   * @throws {ClockLeapt} the times are implausibly far apart, and nobody has confirmed them
   */
  check(lastMs: number): void {
    const nowMs = this.#nowMs();
    if (lastMs - nowMs > LEAP_MS_MAX && lastMs > this.#acceptedMs) {
      throw new ClockLeapt(
        `The log was dated up to ${instantOf(lastMs)}, and this machine's ` +
          `clock says ${instantOf(nowMs)}`,
        instantOf(lastMs + DAY_MS),
      );
    }
    if (nowMs <= this.#acceptedMs) return;
    const leaptMs = nowMs - this.#elapsedMs() - this.#startedMs;
    if (leaptMs > LEAP_MS_MAX) {
      throw new ClockLeapt(
        `This machine's clock was set on by ${daysIn(leaptMs)} days, to ` + instantOf(nowMs),
        instantOf(nowMs + DAY_MS),
      );
    }
    if (Number.isFinite(lastMs) && nowMs - lastMs > REST_MS_MAX) {
      throw new ClockLeapt(
        `This machine's clock says ${instantOf(nowMs)}, ` +
          `${daysIn(nowMs - lastMs)} days behind the last event of the log`,
        instantOf(nowMs + DAY_MS),
      );
    }
  }
}

function daysIn(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
