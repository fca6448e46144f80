import { periodDistance, periodLength } from '../time/period-length.js';
import { isUnstated, periodBounds, periodYearBefore, type Period } from '../time/period.js';
import { comparedMeasure, type FigureIdentity } from './figure-key.js';
import { comparisonOf } from './statistic.js';

/** How the periods that figures compare with are matched along a line; see {@link figureLine}. */
export type ComparedPeriods = 'at-a-distance' | 'fixed';

/**
 * What a figure has in common with the same figure of other periods: measure, area, breakdown,
 * statistic, the length of its period (`1 month`, `7 days`), and what it compares with. Within one
 * line every period has one figure.
 *
 * A measure or a level that it compares with is part of the line as it stands, and so is the
 * base period of an index. The period that a change or a share compares with either moves along
 * (`at-a-distance`: May against April is as June against May), or is the same for all (`fixed`:
 * each against 2010).
 *
 * @returns null for an unstated period, which belongs to its publication alone
 */
export function figureLine(figure: FigureIdentity, compared: ComparedPeriods): string | null {
  const bounds = periodBounds(figure.period);
  if (bounds === null) return null;
  const { measure, area, statistic, breakdown, comparedWith } = figure;
  const other = compared === 'fixed' ? null : comparedPeriod(figure);
  const against = other === null ? (comparedWith ?? '') : distance(figure.period, other);
  const members = Object.entries(breakdown).map(([name, member]) => `${name}=${member}`);
  return [measure, area, statistic, against, periodLength(bounds), ...members.sort()].join('/');
}

/** The stated period that a change or a share compares with; null of all other figures. */
export function comparedPeriod({ statistic, comparedWith }: FigureIdentity): Period | null {
  if (comparedWith === undefined || comparisonOf(statistic) !== 'period-or-measure')
    return null;
  if (comparedMeasure(comparedWith) !== undefined) return null;
  const period = comparedWith as Period;
  return isUnstated(period) ? null : period;
}

/**
 * How long the period is that a figure compares with, and how far its own begins after that. The
 * same days a year before are at the same distance in leap years too.
 */
function distance(period: Period, other: Period): string {
  const [own, compared] = [periodBounds(period), periodBounds(other)];
  if (own === null || compared === null) return other;
  if (periodYearBefore(period) === other) return 'a year before';
  return `${periodLength(compared)}, ${periodDistance(own, compared)} before`;
}
