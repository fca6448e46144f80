import {
  periodBounds,
  periodLength,
  type DefinedMeasure,
  type FigureKey,
  type MeasureVersion,
  type Period,
  type PeriodBounds,
  type Restatement,
} from '@ledger/figures-domain';
import type { FigureAt } from '../../views/figures-at.js';

/** Where figures of a line cannot be compared with those before them. */
export interface SeriesBreak {
  /** The first figure on the other basis. */
  readonly key: FigureKey;
  readonly period: Period;
  /** The definition version it is on; absent where a publication names none. */
  readonly definitionVersion?: number;
  readonly definition?: string;
  /** Where the change was announced. */
  readonly notice?: Restatement['notice'];
  /** The publication that put the figure on this basis, where one says so. */
  readonly restatedIn?: string;
}

/** What a figure is counted by; equal names are one basis. */
interface PointBasis extends Omit<SeriesBreak, 'key' | 'period'> {
  readonly name: string;
}

/**
 * The breaks of a line: where its figures change their basis, each compared with the one before
 * it of the same length of period.
 *
 * A figure is on the basis that its publications say; where they say nothing, on the definition
 * that the registry has for the first day of its period. So a series that was restated back to
 * 2019 breaks in 2019, whenever the definition changed. A change of definition after which figures
 * can still be compared is no break.
 *
 * @param figures in order of period
 */
export function seriesBreaks(
  figures: readonly FigureAt[],
  measure: DefinedMeasure,
): readonly SeriesBreak[] {
  const before = new Map<string, PointBasis>();
  return figures.flatMap(({ key, figure: { period }, chain }) => {
    const bounds = periodBounds(period);
    if (bounds === null || chain.inForce.state !== 'reported') return [];
    const length = periodLength(bounds);
    const last = before.get(length);
    const basis =
      chain.basis === undefined
        ? registeredBasis(measure, bounds)
        : statedBasis(measure, chain.basis);
    before.set(length, basis);
    if (last === undefined || !isBroken(last, basis, measure)) return [];
    const { name: _name, ...facts } = basis;
    return [{ key, period, ...facts }];
  });
}

function statedBasis(
  { versions }: DefinedMeasure,
  { change, entry }: NonNullable<FigureAt['chain']['basis']>,
): PointBasis {
  const { definitionVersion, notice } = change;
  const restatedIn = entry.facts.publication;
  const version = versions.find((known) =>
    definitionVersion === undefined
      ? notice !== undefined && known.notice?.publication === notice.publication
      : known.version === definitionVersion,
  );
  if (version !== undefined) return { ...basisOf(version), restatedIn };
  if (notice === undefined) return { name: `restated in ${restatedIn}`, restatedIn };
  return { name: `said in ${notice.publication}`, notice, restatedIn };
}

function registeredBasis({ versions }: DefinedMeasure, { from }: PeriodBounds): PointBasis {
  // A year or a month is less than each of its days, as text.
  const version = versions.findLast(({ validFrom }) => (validFrom ?? '') <= from);
  return version === undefined ? { name: 'unknown' } : basisOf(version);
}

function basisOf({ version, definition, notice }: MeasureVersion): PointBasis {
  return {
    name: `version ${version}`,
    definitionVersion: version,
    definition,
    ...(notice === undefined ? {} : { notice }),
  };
}

function isBroken(last: PointBasis, next: PointBasis, { versions }: DefinedMeasure): boolean {
  if (last.name === next.name) return false;
  const [one, other] = [last.definitionVersion, next.definitionVersion];
  if (one === undefined || other === undefined) return true;
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  return versions.some(({ version, breaks }) => version > low && version <= high && breaks);
}
