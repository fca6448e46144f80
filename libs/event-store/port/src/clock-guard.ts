import { instantOf, type Instant } from '@ledger/kernel';
import { ClockLeapt } from './event-store-errors.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** No clock that is kept in step is corrected by as much while a process runs. */
const LEAP_MS_MAX = DAY_MS;

/** Some ledgers take one report a year; one that has rested for longer is to be asked about. */
const REST_MS_MAX = 366 * DAY_MS;

/** What the machine's clock is held against. */
export interface ClockGuardOptions {
  /** The machine's clock: milliseconds since 1970. */
  readonly nowMs?: () => number;
  /** Milliseconds since whenever, by a clock that nobody sets. */
  readonly elapsedMs?: () => number;
  /** Up to here somebody has said that times are right. */
  readonly acceptedUntil?: Instant;
}

/**
 * Finds that the machine's clock, or the one that dated the record, was far from right. A date that
 * was recorded stays for ever, and everything behind it is dated later still.
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
   * @param lastMs when the last event was recorded; negative infinity in an empty record
   * @throws {ClockLeapt} times are further apart than can be right, and nobody has accepted that
   */
  check(lastMs: number): void {
    const nowMs = this.#nowMs();
    if (lastMs - nowMs > LEAP_MS_MAX && lastMs > this.#acceptedMs) {
      throw new ClockLeapt(
        `The record was dated up to ${instantOf(lastMs)}, and this machine's ` +
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
          `${daysIn(nowMs - lastMs)} days behind the last event of the record`,
        instantOf(nowMs + DAY_MS),
      );
    }
  }
}

function daysIn(ms: number): number {
  return Math.floor(ms / DAY_MS);
}
