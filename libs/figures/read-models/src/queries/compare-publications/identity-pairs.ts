import {
  comparedPeriod,
  comparePeriods,
  figureLine,
  parseFigureKey,
  periodBounds,
  periodLength,
  printOf,
  type ChainEntry,
  type ComparedPeriods,
  type FigureIdentity,
  type FigureKey,
} from '@ledger/figures-domain';
import { compareText, type Decimal } from '@ledger/kernel';
import { leadingEntry, rightMinusLeft } from '../../views/chain-lookups.js';
import type { FigureAt } from '../../views/figures-at.js';
import { printAnswer, type PrintAnswer } from '../../views/prints.js';

/** One side of a pair: a figure, and the leading print of it in the publication. */
interface PairedFigure {
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly print: PrintAnswer;
}

/** The same figure in two publications, over a period of its own in each. */
export interface IdentityPair {
  readonly measureTitle: string;
  /** Of both periods: `12 months`, `7 days`. */
  readonly periodLength: string;
  readonly a: PairedFigure;
  readonly b: PairedFigure;
  /** What b printed less what a printed, in the unit of a. */
  readonly difference: Decimal;
}

/** The keys a page covers: after one, up to and with another; open where there is none. */
export interface KeysCovered {
  readonly after: string | undefined;
  readonly upTo: string | undefined;
}

/** What is paired. */
export interface PairsQuestion {
  /** Ids of the publications. */
  readonly publications: Sides<string>;
  /** All figures that each of them prints. */
  readonly keys: Sides<readonly string[]>;
  readonly covered: KeysCovered;
  /** Reads figures by key, in order of the keys. */
  readonly read: (keys: readonly string[]) => Promise<readonly FigureAt[]>;
}

interface Sides<Side> {
  readonly a: Side;
  readonly b: Side;
}

/** The figures of one line in each publication, the latest period first. */
type Line = Sides<readonly string[]>;

interface NumberIn {
  readonly at: FigureAt;
  readonly entry: ChainEntry;
}

/**
 * Pairs the same figures of different periods, in order of key in a.
 *
 * Figures are the same along a line ({@link figureLine}): measure, area, breakdown, statistic,
 * length of the period and what is compared with are equal. The period that a change or a share
 * compares with moves along with its own; where only one publication has a figure at that
 * distance, figures that compare with one and the same period are paired instead.
 *
 * Where a publication prints several periods of a line, the latest is taken of which it prints a
 * number in a unit that compares with one in the other. If that is the same period in both, there
 * is no pair: the figure itself is compared.
 */
export async function identityPairs(question: PairsQuestion): Promise<readonly IdentityPair[]> {
  const { keys, covered } = question;
  const isCovered = (key: string) =>
    (covered.after === undefined || key > covered.after) &&
    (covered.upTo === undefined || key <= covered.upTo);
  const lines = linesOf(keys).filter(({ a }) => a.some(isCovered));
  const latest = await pairsIn(question, lines.map(latestOf));
  // Rarely is the latest of a line no number, or in another currency: only then all are read.
  const left = lines.filter((_, i) => latest[i] === null);
  const earlier = await pairsIn(question, left);
  return [...latest, ...earlier]
    .filter((pair) => pair !== null)
    .filter(({ a, b }) => a.key !== b.key && isCovered(a.key))
    .sort((left, right) => compareText(left.a.key, right.a.key));
}

/** The lines that both publications have figures of; each figure is in one of them at most. */
function linesOf({ a, b }: Sides<readonly string[]>): readonly Line[] {
  const figures = { a: a.map(identified), b: b.map(identified) };
  const moving = sharedLines(figures, 'at-a-distance');
  const taken = new Set(moving.flatMap((line) => [...line.a, ...line.b]));
  const isLeft = ({ key, figure }: Identified) =>
    comparedPeriod(figure) !== null && !taken.has(key);
  const rest = { a: figures.a.filter(isLeft), b: figures.b.filter(isLeft) };
  return [...moving, ...sharedLines(rest, 'fixed')];
}

interface Identified {
  readonly key: string;
  readonly figure: FigureIdentity;
}

function identified(key: string): Identified {
  return { key, figure: parseFigureKey(key) };
}

function sharedLines(
  figures: Sides<readonly Identified[]>,
  compared: ComparedPeriods,
): readonly Line[] {
  const byLine = (all: readonly Identified[]) =>
    Map.groupBy(all, ({ figure }) => figureLine(figure, compared));
  const inB = byLine(figures.b);
  return [...byLine(figures.a)].flatMap(([line, a]) => {
    const b = inB.get(line);
    return line === null || b === undefined ? [] : [{ a: latestFirst(a), b: latestFirst(b) }];
  });
}

function latestFirst(figures: readonly Identified[]): readonly string[] {
  return figures
    .toSorted((left, right) => comparePeriods(right.figure.period, left.figure.period))
    .map(({ key }) => key);
}

function latestOf({ a, b }: Line): Line {
  return { a: a.slice(0, 1), b: b.slice(0, 1) };
}

/** The pair of each line, null where it has none. */
async function pairsIn(
  { publications, read }: PairsQuestion,
  lines: readonly Line[],
): Promise<readonly (IdentityPair | null)[]> {
  const keys = [...new Set(lines.flatMap(({ a, b }) => [...a, ...b]))];
  const figures = new Map((await read(keys)).map((at) => [at.key as string, at]));
  const numbers = (ofLine: readonly string[], publication: string) =>
    latestByUnit(
      ofLine.flatMap((key) => figures.get(key) ?? []),
      publication,
    );
  return lines.map(({ a, b }) =>
    firstPair(numbers(a, publications.a), numbers(b, publications.b)),
  );
}

/** The first number that a publication prints in each unit. */
function latestByUnit(figures: readonly FigureAt[], publication: string): readonly NumberIn[] {
  const byUnit = new Map<string, NumberIn>();
  for (const at of figures) {
    const entry = leadingEntry(at, publication);
    if (entry === null) continue;
    const { value, unit } = printOf(entry);
    if (value !== null && !byUnit.has(unit)) byUnit.set(unit, { at, entry });
  }
  return [...byUnit.values()];
}

function firstPair(inA: readonly NumberIn[], inB: readonly NumberIn[]): IdentityPair | null {
  for (const a of inA) {
    for (const b of inB) {
      const difference = rightMinusLeft(printOf(a.entry), printOf(b.entry));
      if (difference !== null) return pairOf(a, b, difference);
    }
  }
  return null;
}

function pairOf(a: NumberIn, b: NumberIn, difference: Decimal): IdentityPair {
  const bounds = periodBounds(a.at.figure.period);
  if (bounds === null) throw new TypeError('A line has only periods that are stated.');
  return {
    measureTitle: a.at.measure.title,
    periodLength: periodLength(bounds),
    a: paired(a),
    b: paired(b),
    difference,
  };
}

function paired({ at, entry }: NumberIn): PairedFigure {
  const { key, figure, publications } = at;
  return { key, figure, print: printAnswer(entry, publications) };
}
