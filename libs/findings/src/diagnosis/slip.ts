import type { Decimal } from '@ledger/kernel';

/** A mistake that, made on a number that would reconcile the papers, gives the printed token. */
export interface Slip {
  readonly kind: SlipKind;
  /** What was meant, or what was done, in words that follow "as if". */
  readonly words: string;
  /** The number that was meant, in the figure's unit, where the slip tells it. */
  readonly meant?: Decimal;
}

/** What kind of slip makes the printed token from another number. */
export const SLIP_KINDS = [
  'digits-transposed',
  'one-digit-wrong',
  'sign-lost',
  'wrong-base',
  'cut-off',
  'rounded-twice',
  'points-called-per-cent',
  'carried-over',
  'part-left-out',
  'part-counted-twice',
] as const;

/** What sort of slip turns the right number into the printed one. */
export type SlipKind = (typeof SLIP_KINDS)[number];
