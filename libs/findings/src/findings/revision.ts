import type { FigureIndex } from '../figures/figure-index.js';
import { type PrintedFigure, type Vocabulary, seriesOf } from '../figures/printed-figure.js';
import { overlap } from '../numbers/range.js';
import { type Check, holdsWith, inputsOf } from '../checks/check.js';
import { printWords, publicationWords } from './words.js';

/**
 * Why a contradiction is settled: a later paper revised one of its numbers, and the number that
 * is in force now agrees with the others. The paper itself stays as it was printed.
 *
 * @returns null of what is not settled
 */
export function settledBy(index: FigureIndex, check: Check): string | null {
  if (check.verdict !== 'impossible' || check.contradiction !== undefined) return null;
  const revised = new Map<string, PrintedFigure>();
  for (const input of inputsOf(check)) {
    const later = revisionOf(index, input);
    if (later !== undefined) revised.set(input.event, later);
  }
  const [first] = revised.values();
  if (first === undefined) return null;
  const isSettled = holdsWith(check, (figure) =>
    index.range(revised.get(figure.event) ?? figure),
  );
  if (!isSettled) return null;
  const paper = publicationWords(first.publication, index.vocabulary);
  return `${paper} prints ${printWords(first)} now, with which the numbers agree.`;
}

/** The last number that a later paper printed in its place, on the same basis. */
function revisionOf(index: FigureIndex, input: PrintedFigure): PrintedFigure | undefined {
  const { period, statistic, comparedWith } = input.figure;
  const series = seriesOf(input.figure);
  const last = index
    .all({ series, period, statistic, comparedWith })
    .filter((other) => isLaterWord(index.vocabulary, other, input))
    .toSorted((left, right) => (left.published < right.published ? -1 : 1))
    .at(-1);
  const isOther = last !== undefined && !overlap(index.range(last), index.range(input));
  return isOther ? last : undefined;
}

/** True of a later paper that announces its number, or is by the same publisher. */
function isLaterWord(
  { publications }: Vocabulary,
  later: PrintedFigure,
  earlier: PrintedFigure,
): boolean {
  if (later.publication === earlier.publication) return false;
  if (later.published <= earlier.published || later.change?.kind === 'restatement')
    return false;
  const publisherOf = ({ publication }: PrintedFigure) =>
    publications.get(publication)?.publisher;
  const publisher = publisherOf(later);
  return (
    later.change !== undefined ||
    (publisher !== undefined && publisher === publisherOf(earlier))
  );
}
