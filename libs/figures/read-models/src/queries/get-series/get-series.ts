import {
  comparePeriods,
  type DefinedMeasure,
  type FigureKey,
  type InForce,
  type MeasureVersion,
  type OwnershipFacts,
  type Period,
} from '@ledger/figures-domain';
import type { Answer } from '../../views/answer.js';
import { refuseUnknownNames } from '../../views/refuse-unknown-names.js';
import type { AskedClocks, Clocks } from '../../views/clocks.js';
import { figuresAt, type FigureAt } from '../../views/figures-at.js';
import { measureLine, type MeasureLine } from '../../views/measure-line.js';
import { revisionSummary, type RevisionSummary } from './revisions.js';
import { visibleChoices, type SeriesChoices } from './series-choices.js';
import { seriesBreaks, type SeriesBreak } from './series-breaks.js';
import { linesOf, type SeriesFilter } from './series-lines.js';
import { valueInForce, type ValueInForce } from '../../views/value-in-force.js';
import type { ViewReader } from '../../views/view-reader.js';
import { knownMeasure } from '../get-measure/get-measure.js';
import { ownershipsOn } from '../list-ownerships/list-ownerships.js';
import { vintageMatrix, type VintageMatrix } from './vintages.js';

/** The query for a measure's figures over time. */
export interface SeriesQuestion extends SeriesFilter, AskedClocks {
  readonly measure: string;
}

/** A point of a series. */
export interface SeriesPoint {
  readonly key: FigureKey;
  readonly period: Period;
  readonly comparedWith?: string;
  readonly state: InForce['state'];
  readonly valueInForce: ValueInForce | null;
}

/** The figures of one area with one statistic and one breakdown. */
export interface SeriesLine {
  readonly area: string;
  readonly statistic: string;
  readonly breakdown: Readonly<Record<string, string>>;
  /** In order of period. */
  readonly points: readonly SeriesPoint[];
  /** Its rows are the points, in their order. */
  readonly vintages: VintageMatrix;
  /** Where its figures change their basis, in order of period. */
  readonly breaks: readonly SeriesBreak[];
  readonly revisions: RevisionSummary;
}

/** A measure over time. */
export interface SeriesAnswer {
  readonly measure: MeasureLine;
  /**
   * Who owns its figures in which areas; the owner of the measure if no owner is registered.
   */
  readonly ownerships: readonly OwnershipFacts[];
  readonly clocks: Clocks;
  /**
   * Changes of definition after which figures cannot be compared with those before, as they are
   * registered; where they stand in a line of figures, its own breaks say.
   */
  readonly breaks: readonly MeasureVersion[];
  readonly lines: readonly SeriesLine[];
  /** What there is of this measure in the requested areas. */
  readonly choices: SeriesChoices;
}

/**
 * A measure's figures by period, with the value in force and what each publication printed.
 *
 * @throws {UnknownMeasure | UnknownArea}
 * @throws {SeriesTooWide} more figures than one answer holds: narrow it
 * @throws {MalformedInstant}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function getSeries(
  reader: ViewReader,
  question: SeriesQuestion,
): Promise<Answer<SeriesAnswer>> {
  const { position, clocks } = await reader.asOf(question);
  const measure = await knownMeasure(reader, question.measure, clocks.recordedBy);
  await refuseUnknownNames(reader, question, clocks.recordedBy);
  const found = await linesOf(reader.figures, question, Date.parse(clocks.recordedBy));
  const lines: SeriesLine[] = [];
  for (const { area, statistic, breakdown, keys } of found.lines) {
    const points = seenInOrder(await figuresAt(reader, keys, clocks));
    if (points.length === 0) continue;
    const breaks = seriesBreaks(points, measure);
    lines.push({ area, statistic, breakdown, breaks, ...lineOf(points) });
  }
  const ownerships = await ownershipsOn(reader, question, clocks.recordedBy);
  const head = { measure: measureLine(measure), ownerships, clocks };
  const choices = await visibleChoices(reader, found.rows, clocks);
  return { position, body: { ...head, breaks: breaksOf(measure), lines, choices } };
}

function breaksOf({ versions }: DefinedMeasure): readonly MeasureVersion[] {
  return versions.filter(({ breaks }) => breaks === true);
}

function seenInOrder(figures: readonly FigureAt[]): readonly FigureAt[] {
  return figures
    .filter(({ chain }) => chain.links.length > 0)
    .sort((left, right) => {
      const byPeriod = comparePeriods(left.figure.period, right.figure.period);
      return byPeriod === 0 ? (left.key < right.key ? -1 : 1) : byPeriod;
    });
}

function lineOf(
  figures: readonly FigureAt[],
): Pick<SeriesLine, 'points' | 'vintages' | 'revisions'> {
  const vintages = vintageMatrix(figures);
  const chains = figures.map(({ chain }) => chain);
  return {
    points: figures.map(pointOf),
    vintages,
    revisions: revisionSummary(chains, vintages.columns.length),
  };
}

function pointOf({ key, figure, chain, publications }: FigureAt): SeriesPoint {
  const { period, comparedWith } = figure;
  return {
    key,
    period,
    ...(comparedWith === undefined ? {} : { comparedWith }),
    state: chain.inForce.state,
    valueInForce: valueInForce(chain, publications),
  };
}
