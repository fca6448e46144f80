import { intervalOf } from '@ledger/figures-domain';
import { type Range, rangeAround } from '../numbers/range.js';
import {
  type Rational,
  ceilingOf,
  compare,
  dividedBy,
  floorOf,
  minus,
  rational,
  rationalOf,
} from '../numbers/rational.js';
import type { PrintedFigure, Vocabulary } from './printed-figure.js';

/** The rounding that the numbers of a table share, in addition to that of their own digits. */
export type TableRounding = (figure: PrintedFigure) => bigint | null;

/**
 * The numbers that a figure may stand for, ends included.
 *
 * A count is whole, so one that is printed to its last digit stands for itself alone: a margin
 * of half an incident would hide what no incident explains. If it ends in zeros it may have been
 * rounded without saying so: in a table all of its numbers then end so, in prose two zeros are
 * enough. Everything else stands for what rounds to it.
 */
export function rangeOf(
  figure: PrintedFigure,
  vocabulary: Vocabulary,
  tableRounding: TableRounding,
): Range {
  if (saysDirection(figure)) return directionRange(figure);
  const { low, high, under } = intervalOf(figure.print);
  const divisor = rational(BigInt(under ?? '1'));
  const end = (decimal: typeof low) =>
    decimal === null ? null : dividedBy(rationalOf(decimal), divisor);
  const range = { low: end(low), high: end(high) };
  const step = mayBeRough(figure, vocabulary, range)
    ? (tableRounding(figure) ?? proseStep(figure.print.value))
    : 1n;
  if (step === 1n) return tightened(figure, vocabulary, range);
  return rangeAround(rationalOf(figure.print.value), rational(step, 2n));
}

/** True of a word for the direction of a change without its size: "an increase". */
export function saysDirection({ print, figure }: PrintedFigure): boolean {
  const { value, qualifier, printed } = print;
  const isBound = qualifier === 'at-least' || qualifier === 'at-most';
  return value === '0' && isBound && !/\d/.test(printed) && figure.statistic.endsWith('change');
}

/** A rise is no fall; one too small to be seen in the digits is still a rise. */
function directionRange({ print }: PrintedFigure): Range {
  const nought = rational(0);
  return print.qualifier === 'at-least'
    ? { low: nought, high: null }
    : { low: null, high: nought };
}

/** True of a count: no fraction of one is printed anywhere. */
export function countsWholeThings(figure: PrintedFigure, vocabulary: Vocabulary): boolean {
  const { measure, statistic } = figure.figure;
  if (statistic !== 'value' && statistic !== 'change') return false;
  return vocabulary.measures.get(measure)?.valueType === 'count';
}

const WHOLE = /^[+-]?\d+$/;

/** True of whole numbers that end in zeros: it is unknown how many digits are significant. */
function mayBeRough(figure: PrintedFigure, vocabulary: Vocabulary, range: Range): boolean {
  const { value, qualifier } = figure.print;
  const { measure, statistic } = figure.figure;
  if (qualifier !== 'exact' || !WHOLE.test(value) || isWide(range)) return false;
  const { valueType } = vocabulary.measures.get(measure) ?? {};
  const isAmount = valueType === 'count' || valueType === 'money' || valueType === 'decimal';
  return isAmount && (statistic === 'value' || statistic === 'change') && /[05]$/.test(value);
}

/** One unit of the last digit that is not zero, if at least two zeros follow it. */
function proseStep(value: string): bigint {
  const zeros = /[1-9](0{2,})$/.exec(value)?.[1]?.length ?? 0;
  return 10n ** BigInt(zeros);
}

/** The whole numbers within the range, for a count. */
function tightened(figure: PrintedFigure, vocabulary: Vocabulary, range: Range): Range {
  if (!countsWholeThings(figure, vocabulary)) return range;
  const { low, high } = range;
  const whole = {
    low: low === null ? null : rational(ceilingOf(low)),
    high: high === null ? null : rational(floorOf(high)),
  };
  return isEmpty(whole) ? range : whole;
}

function isEmpty({ low, high }: Range): boolean {
  return low !== null && high !== null && compare(low, high) > 0;
}

function isWide({ low, high }: Range): boolean {
  return low === null || high === null || compare(minus(high, low), ONE) > 0;
}

const ONE: Rational = rational(1);

/** Steps that tables are rounded to, in addition to single units; the coarsest is tried first. */
const STEPS = [1_000_000n, 500_000n, 100_000n, 50_000n, 10_000n, 5_000n, 1_000n, 500n, 100n];
const FINE_STEPS = [50n, 10n, 5n];

/** Fewer cells than these end in zeros by chance. */
const CELLS_FOR_ROUNDING = 4;

/** From this many cells on, one may be a slip. */
const CELLS_FOR_A_SLIP = 8;

/**
 * What the whole numbers of a table are multiples of, where its cells are enough to tell; null
 * where they are too few, so that each is read by itself. A slip in one cell does not make the
 * others exact.
 */
export function sharedStep(values: readonly bigint[]): bigint | null {
  const some = values.filter((value) => value !== 0n);
  if (some.length < CELLS_FOR_ROUNDING) return null;
  const strangers = some.length < CELLS_FOR_A_SLIP ? 0 : Math.ceil(some.length / 20);
  const isShared = (step: bigint) =>
    some.filter((value) => value % step !== 0n).length <= strangers;
  return [...STEPS, ...FINE_STEPS].find(isShared) ?? 1n;
}
