import { breakdownText, type Statistic } from '@ledger/figures-domain';
import type { Claim, Hypothesis } from '../checks/check.js';
import { BETWEEN, SUM } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import { type Asked, type FigureIndex, tableOf } from '../figures/figure-index.js';
import { divisionsOf } from '../figures/divisions.js';
import { type PrintedFigure, type Vocabulary, seriesOf } from '../figures/printed-figure.js';
import { standTogether } from '../figures/stand-together.js';

/** A total against the measures it is the sum of. */
export const MEASURE_TOTAL: Rule = {
  name: 'total-of-measures',
  version: 1,
  title: 'A total is the sum of the measures that make it up',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      const parts = index.measure(figure)?.sumOf ?? [];
      if (parts.length > 1) {
        yield* fromParts(index, figure, (part) => ({ ...figure.figure, measure: part }), parts);
      }
    }
  },
};

/** An area's number against those of the areas it is divided into. */
export const AREA_TOTAL: Rule = {
  name: 'total-of-areas',
  version: 1,
  title: 'The number of an area is the sum over the areas it is divided into',
  claims: function* claims(index) {
    const divisions = divisionsOf(index.vocabulary);
    for (const figure of index.figures) {
      if (index.measure(figure)?.kind === 'ratio') continue;
      for (const parts of divisions.get(figure.figure.area) ?? []) {
        yield* fromParts(index, figure, (area) => ({ ...figure.figure, area }), parts);
      }
    }
  },
};

/** A number against those of all members of a dimension. */
export const MEMBER_TOTAL: Rule = {
  name: 'total-of-members',
  version: 1,
  title: 'A number is the sum over all members of what it is broken down by',
  claims: function* claims(index) {
    const split = splitFigures(index);
    for (const figure of index.figures) {
      if (index.measure(figure)?.kind === 'ratio' || !isAdditive(figure)) continue;
      for (const parts of split.get(splitText(figure, figure.figure.breakdown)) ?? []) {
        if (!isWholeDimension(index.vocabulary, parts)) continue;
        if (parts.every((part) => standTogether(figure, part)))
          yield memberClaim(figure, parts);
      }
    }
  },
};

const NOT_ALL_MEMBERS =
  'The paper does not say that these parts are all there are; a table of all parts with their ' +
  'total would decide.';

/** Statistics whose parts add up to the whole. */
function isAdditive({ figure }: PrintedFigure): boolean {
  return figure.statistic === 'value' || figure.statistic === 'change';
}

/** The identity of a part. */
export type PartIdentity = PrintedFigure['figure'];

function* fromParts(
  index: FigureIndex,
  claim: PrintedFigure,
  identityOf: (part: string) => PartIdentity,
  parts: readonly string[],
): Iterable<Claim> {
  const { statistic } = claim.figure;
  const isBetween = statistic === 'percent-change';
  if (!isAdditive(claim) && !isBetween) return;
  const operands = parts.flatMap(
    (part) => index.beside(claim, askedOf(identityOf(part), statistic)) ?? [],
  );
  if (operands.length < parts.length) return;
  yield { claim, hypotheses: [{ relation: isBetween ? BETWEEN : SUM, operands }] };
}

function askedOf(identity: PartIdentity, statistic: Statistic): Asked {
  const { period, comparedWith } = identity;
  return { series: seriesOf(identity), period, statistic, comparedWith };
}

/** Figures with a breakdown, by the rest of it without one of its dimensions. */
function splitFigures(index: FigureIndex): ReadonlyMap<string, readonly PrintedFigure[][]> {
  const lists = new Map<string, Map<string, PrintedFigure[]>>();
  for (const figure of index.figures) {
    if (!isAdditive(figure)) continue;
    for (const dimension of Object.keys(figure.figure.breakdown)) {
      const { [dimension]: _member, ...rest } = figure.figure.breakdown;
      const name = splitText(figure, rest);
      const ofName = lists.get(name) ?? new Map<string, PrintedFigure[]>();
      ofName.set(dimension, [...(ofName.get(dimension) ?? []), figure]);
      lists.set(name, ofName);
    }
  }
  return new Map(
    [...lists].map(([name, ofDimension]) => [
      name,
      [...ofDimension].map(([dimension, figures]) => onceEach(dimension, figures)),
    ]),
  );
}

/** One appearance of each member. */
function onceEach(dimension: string, figures: readonly PrintedFigure[]): PrintedFigure[] {
  const [first] = figures;
  const alike = figures.filter(({ print }) => print.unit === first?.print.unit);
  return [
    ...new Map(alike.map((figure) => [figure.figure.breakdown[dimension], figure])).values(),
  ];
}

function splitText(
  { publication, figure }: PrintedFigure,
  breakdown: PartIdentity['breakdown'],
): string {
  const { measure, area, period, statistic, comparedWith = '' } = figure;
  const name = [publication, measure, area, period, statistic, comparedWith];
  return [...name, breakdownText(breakdown)].join('\n');
}

/** True if they are every registered member of the one dimension in which they differ. */
function isWholeDimension(
  { dimensions }: Vocabulary,
  parts: readonly PrintedFigure[],
): boolean {
  const [first, second] = parts;
  if (first === undefined || second === undefined) return false;
  const [name = ''] = Object.entries(first.figure.breakdown).flatMap(([dimension, member]) =>
    second.figure.breakdown[dimension] === member ? [] : [dimension],
  );
  const members = dimensions.get(name)?.members ?? [];
  return members.length > 1 && members.length === parts.length;
}

function memberClaim(claim: PrintedFigure, operands: readonly PrintedFigure[]): Claim {
  const hypotheses: readonly [Hypothesis] = [{ relation: SUM, operands }];
  return operands.every((part) => isTotalOf(claim, part))
    ? { claim, hypotheses }
    : { claim, hypotheses, undecidedBecause: NOT_ALL_MEMBERS };
}

const TOTAL = /\btotals?\b/i;

/** True in a table that calls the claim its total: only then are its members complete. */
function isTotalOf(claim: PrintedFigure, part: PrintedFigure): boolean {
  const table = tableOf(claim);
  const { row = '', column = '' } = claim.locator;
  return table !== null && table === tableOf(part) && TOTAL.test(`${row} ${column}`);
}
