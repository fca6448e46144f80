import type { Decimal } from '@ledger/kernel';
import type { Marker, Qualifier } from './print.js';

/** One number that a printed token can be read as, in the figure's unit. */
export interface Reading {
  readonly value: Decimal;
  /**
   * One unit of the last printed digit: `0.1` of `13.6%`, 100000 of `£1.2m`. A fraction counts
   * by the next finer one, half by its distance to a third.
   */
  readonly step: Decimal;
  /** One unit of the last printed digit that is not zero: 1000 of `15,000`. */
  readonly roughStep: Decimal;
  /** True if the token tells the sign; without one the words around it may tell the direction. */
  readonly signed: boolean;
  /** True if no decimal is exactly the number (a third): {@link value} is cut. */
  readonly isEndless: boolean;
  /** What the token says of how exact it is; null if it leaves that to the words around it. */
  readonly qualifiers: readonly Qualifier[] | null;
  /** The markers that stand in the token. */
  readonly markers: readonly Marker[];
}
