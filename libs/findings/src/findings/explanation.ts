import {
  type Rational,
  decimalText,
  floorOf,
  minus,
  rational,
  times,
} from '../numbers/rational.js';
import { type Range, middleOf, overlap } from '../numbers/range.js';
import { type Check, inputsOf } from '../checks/check.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { saysDirection } from '../figures/precision.js';
import type { PrintedFigure, Vocabulary } from '../figures/printed-figure.js';
import { inPrintedUnit, placesOf } from '../diagnosis/needed.js';
import { shown } from '../diagnosis/slips.js';
import type { Suspect } from '../diagnosis/suspects.js';
import {
  besideWords,
  comparisonWords,
  figureWords,
  listWords,
  printWords,
  publicationWords,
} from './words.js';

/** One paragraph about a check, generated from its facts alone. */
export function explanationOf(
  index: FigureIndex,
  check: Check,
  diagnosis: string | null,
): string {
  const { vocabulary } = index;
  const { claim } = check;
  const sentences = [
    `${publicationWords(claim.publication, vocabulary)} prints ${printWords(claim)} for ` +
      `${figureWords(claim, vocabulary)}${comparisonWords(claim, vocabulary)}.`,
    ...basisOf(check, vocabulary),
    ...verdictOf(check),
    ...impliedOf(index, check),
    ...(diagnosis === null ? [] : [diagnosis]),
  ];
  return sentences.join(' ');
}

/** What the likeliest suspects would have to be and which slips fit, in one or two sentences. */
export function diagnosisOf(check: Check, suspects: readonly Suspect[]): string | null {
  if (check.contradiction !== undefined) {
    return 'A date or the name of a month may be wrong in the text.';
  }
  const [first, ...others] = suspects;
  if (first === undefined) return null;
  const alternatives = others.filter(({ breaks }) => breaks === first.breaks).slice(0, 2);
  const sentences = [
    `The smallest change that reconciles them is ${wanted(first)}.`,
    ...slipWords(first),
    ...(alternatives.length === 0
      ? []
      : [
          `Otherwise it is ${listWords(alternatives.map(wanted)).replace(/ and (?=\S+ \()/, ' or ')}.`,
        ]),
    ...alternatives.flatMap(slipWords),
  ];
  return sentences.join(' ');
}

function wanted({ figure, value }: Suspect): string {
  const needed = saysDirection(figure)
    ? 'the other direction'
    : value === null
      ? 'another number'
      : shown(value, figure);
  return `${needed} in place of ${printWords(figure)}`;
}

function slipWords({ figure, slips }: Suspect): readonly string[] {
  if (slips.length === 0) return [];
  const words = slips.map((slip) => slip.words);
  const all = words.length === 1 ? (words[0] ?? '') : words.join(', or as if ');
  return [`${printWords(figure)} is printed exactly as if ${all}.`];
}

function basisOf(check: Check, vocabulary: Vocabulary): readonly string[] {
  const { claim, chosen } = check;
  const others = chosen.operands;
  if (others.length === 0) return [];
  const operands = others.map((figure) => operandWords(figure, claim, vocabulary));
  return [`It is held against ${listWords(operands)}.`];
}

function operandWords(
  figure: PrintedFigure,
  claim: PrintedFigure,
  vocabulary: Vocabulary,
): string {
  const elsewhere =
    figure.publication === claim.publication
      ? ''
      : ` in ${publicationWords(figure.publication, vocabulary)}`;
  return `${printWords(figure)}${elsewhere} for ${besideWords(figure, claim, vocabulary)}`;
}

function verdictOf(check: Check): readonly string[] {
  const { claim, verdict, recomputed, chosen, contradiction, undecided } = check;
  if (contradiction !== undefined) return [contradiction];
  const result = resultWords(recomputed, claim);
  const given = result === null ? '' : `That gives ${result}`;
  const supposing = chosen.supposing === undefined ? '' : ` if ${chosen.supposing}`;
  switch (verdict) {
    case 'consistent':
      return [given === '' ? 'They agree.' : `${given}${supposing}, which agrees.`];
    case 'impossible':
      return [`${given}${supposing}, so the printed numbers cannot all be right.`];
    case 'undecidable':
      return [...(given === '' ? [] : [`${given}${supposing}.`]), undecided ?? ''];
  }
}

/** What a number of another paper would have to be, where it is undecided who is right. */
function impliedOf(index: FigureIndex, check: Check): readonly string[] {
  const { claim, chosen, recomputed, verdict, contradiction } = check;
  const printed = index.range(claim);
  if (verdict !== 'undecidable' || contradiction !== undefined) return [];
  if (chosen.relation.isBound === true || overlap(printed, recomputed)) return [];
  const at = chosen.operands.findIndex(({ publication }) => publication !== claim.publication);
  const other = chosen.operands[at];
  if (other === undefined) return [];
  const ranges = chosen.operands.map((operand) => index.range(operand));
  const needed = chosen.relation.solve(at, printed, ranges);
  if (needed.low === null || needed.high === null) return [];
  return [`For them to agree, ${printWords(other)} would be ${rangeWords(needed, other)}.`];
}

/** The result from the others, with one digit more than printed if it does not terminate. */
function resultWords(recomputed: Range, claim: PrintedFigure): string | null {
  const { low, high } = inPrintedUnit(recomputed, claim);
  if (low === null || high === null) return null;
  const places = placesOf(claim);
  const exact = minus(low, high).over === 0n;
  const isWhole = exact && isDecimalOf(low, places);
  const digits = isWhole ? places : claim.print.unit === 'percent' ? places + 2 : places + 1;
  const text = (end: typeof low) => shown(decimalText(end, digits, 'half-up'), claim);
  if (exact || text(low) === text(high)) return text(low);
  return claim.print.value.startsWith('-') && !/^[-+]/.test(claim.print.printed)
    ? `${text(high)} to ${text(low)}`
    : `${text(low)} to ${text(high)}`;
}

function isDecimalOf(value: Rational, places: number): boolean {
  const scaled = times(value, rational(10n ** BigInt(places)));
  return minus(scaled, rational(floorOf(scaled))).over === 0n;
}

/** The steps of the arithmetic, one per line. */
export function stepsOf(index: FigureIndex, check: Check): readonly string[] {
  const { claim, chosen, recomputed, contradiction } = check;
  if (contradiction !== undefined) return [contradiction];
  const printed = index.range(claim);
  return [
    ...inputsOf({ claim, hypotheses: [chosen] }).map(
      (figure) => `${printWords(figure)} stands for ${rangeWords(index.range(figure), figure)}`,
    ),
    `${chosen.relation.formula} = ${rangeWords(recomputed, claim)}`,
    `${printWords(claim)} is ${rangeWords(printed, claim)}: ${check.verdict}`,
  ];
}

/** A range in the figure's unit with both its ends. */
export function rangeWords(range: Range, figure: PrintedFigure): string {
  const { low, high } = inPrintedUnit(range, figure);
  const end = (value: typeof low, otherwise: string) =>
    value === null ? otherwise : decimalText(value, placesOf(figure) + 3, 'half-up');
  const middle = middleOf({ low, high });
  if (middle !== null && low !== null && high !== null && minus(low, high).over === 0n) {
    return trimmed(end(low, ''));
  }
  return `${trimmed(end(low, 'any number'))} to ${trimmed(end(high, 'any number'))}`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
