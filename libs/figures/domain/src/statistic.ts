/** Which number of a measure a figure is. */
export const STATISTICS = [
  'value',
  'change',
  'percent-change',
  'point-change',
  'share',
  'rank',
  'mean',
] as const;

export type Statistic = (typeof STATISTICS)[number];

export function isStatistic(text: string): text is Statistic {
  return (STATISTICS as readonly string[]).includes(text);
}

/** Changes and shares say what they compare with; the others have nothing to compare. */
export function comparesWithSomething(statistic: Statistic): boolean {
  return (
    statistic === 'change' ||
    statistic === 'percent-change' ||
    statistic === 'point-change' ||
    statistic === 'share'
  );
}

/**
 * The units a statistic of a measure may be printed in: the measure's own, unless the statistic
 * makes another kind of number of it.
 */
export function unitsOf(
  statistic: Statistic,
  measureUnits: readonly string[],
): readonly string[] {
  switch (statistic) {
    case 'value':
    case 'change':
    case 'mean':
      return measureUnits;
    case 'percent-change':
    case 'share':
      return PERCENT;
    case 'point-change':
      return POINTS;
    case 'rank':
      return RANK;
  }
}

const PERCENT = ['percent'];
const POINTS = ['percentage-points'];
const RANK = ['rank'];
