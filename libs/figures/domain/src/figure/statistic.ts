import { type Decimal, canonicalDecimal } from '@ledger/kernel';
import { unitNamed } from '../units/unit-registry.js';

/** What a statistic is of or against, beside its measure, area and period. */
export type Comparison = 'nothing' | 'period-or-measure' | 'period' | 'measure' | 'level';

/**
 * Which number of a measure a figure is, and what has to be named with it: the period or measure
 * that a change is against or a share is of, the measure that a rate is to, the period in which an
 * index is 100, the level in percent of a percentile or of the confidence that a bound is for.
 */
const COMPARISONS = {
  value: 'nothing',
  change: 'period-or-measure',
  'percent-change': 'period-or-measure',
  'point-change': 'period-or-measure',
  share: 'period-or-measure',
  rank: 'nothing',
  mean: 'nothing',
  median: 'nothing',
  percentile: 'level',
  'lower-bound': 'level',
  'upper-bound': 'level',
  'standard-error': 'nothing',
  index: 'period',
  rate: 'measure',
  target: 'nothing',
  forecast: 'nothing',
} as const satisfies Record<string, Comparison>;

/** Which number of a measure: its value, a change, a share, a rank and so on. */
export type Statistic = keyof typeof COMPARISONS;

/** Which number of a measure a figure is. */
export const STATISTICS = Object.keys(COMPARISONS) as readonly Statistic[];

/** True of the name of a statistic. */
export function isStatistic(text: string): text is Statistic {
  return Object.hasOwn(COMPARISONS, text);
}

/** What a statistic has to name beside its measure. */
export function comparisonOf(statistic: Statistic): Comparison {
  return COMPARISONS[statistic];
}

/** True for the statistics that name something beside their measure. */
export function comparesWithSomething(statistic: Statistic): boolean {
  return comparisonOf(statistic) !== 'nothing';
}

const LEVEL = /^\d{1,2}(?:\.\d{1,6})?$/;

/** What {@link parseLevel} takes, in words. */
export const LEVEL_FORM = 'a level in percent above 0 and below 100, as 95 or 97.5';

/** The canonical text of a level in percent: `95` for `95.0`; null if it is not a level. */
export function parseLevel(text: string): string | null {
  if (!LEVEL.test(text)) return null;
  const level = canonicalDecimal(text as Decimal);
  return level === '0' ? null : level;
}

/**
 * The units a statistic of a measure may be printed in: the measure's own, unless the statistic
 * makes another kind of number of it. Of a rate, any that names its base is taken
 * ({@link takesUnit}); these are examples.
 */
export function unitsOf(
  statistic: Statistic,
  measureUnits: readonly string[],
): readonly string[] {
  switch (statistic) {
    case 'percent-change':
    case 'share':
      return PERCENT;
    case 'point-change':
      return POINTS;
    case 'rank':
      return RANK;
    case 'index':
      return INDEX;
    case 'rate':
      return RATES;
    default:
      return measureUnits;
  }
}

/** True if a statistic of a measure may be printed in the unit. */
export function takesUnit(
  statistic: Statistic,
  measureUnits: readonly string[],
  unit: string,
): boolean {
  if (statistic !== 'rate') return unitsOf(statistic, measureUnits).includes(unit);
  const { rate } = unitNamed(unit);
  if (rate === undefined) return false;
  const { of } = rate;
  return (
    of === undefined || measureUnits.some((own) => unitNamed(own).dimension === of.dimension)
  );
}

const PERCENT = ['percent'];
const POINTS = ['percentage-points'];
const RANK = ['rank'];
const INDEX = ['index'];
const RATES = ['per-1000-population', 'per-100000-population'];
