import { EVERYTHING, type Range, overlap, widthOf } from '../numbers/range.js';
import { compare, rationalOf, sizeOf } from '../numbers/rational.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import type { Relation } from './relation.js';

/**
 * Whether printed numbers can all be right: they can, they cannot, or the way in which they are
 * printed does not tell.
 */
export type Verdict = 'consistent' | 'impossible' | 'undecidable';

/** The numbers that are known, or are supposed. */
export type RangeOf = (figure: PrintedFigure) => Range;

/** One way in which a number may have been made. */
export interface Hypothesis {
  /** What is supposed, to be read behind "if": "the mean gives every month the same weight". */
  readonly supposing?: string;
  readonly relation: Relation;
  readonly operands: readonly PrintedFigure[];
}

/** What a rule says about one printed number, before anybody looks whether it holds. */
export interface Claim {
  readonly claim: PrintedFigure;
  /** The first is the likeliest. The claim is impossible if none can be. */
  readonly hypotheses: readonly [Hypothesis, ...Hypothesis[]];
  /** Why a difference proves nothing here, and what would decide; absent where it does. */
  readonly undecidedBecause?: string;
  /** What cannot be whatever the numbers are; the hypotheses then only say what it rests on. */
  readonly contradiction?: string;
}

/** A claim of a rule of some version, judged. */
export interface Check extends Claim {
  readonly rule: string;
  readonly version: number;
  readonly verdict: Verdict;
  /** The hypothesis that holds, or the likeliest. */
  readonly chosen: Hypothesis;
  /** What the number can be by that hypothesis. */
  readonly recomputed: Range;
  /** What would decide, where nothing does. */
  readonly undecided?: string;
}

/** Judges a claim of a rule. */
export function judge(
  rule: { readonly name: string; readonly version: number },
  claim: Claim,
  rangeOf: RangeOf,
): Check {
  const judged = { ...claim, rule: rule.name, version: rule.version };
  if (claim.contradiction !== undefined) {
    const [chosen] = claim.hypotheses;
    return { ...judged, chosen, recomputed: EVERYTHING, verdict: 'impossible' };
  }
  const printed = rangeOf(claim.claim);
  for (const chosen of claim.hypotheses) {
    const recomputed = recompute(chosen, rangeOf);
    if (overlap(printed, recomputed)) {
      return { ...judged, chosen, recomputed, ...ofHeld(claim, chosen, recomputed) };
    }
  }
  const [chosen] = claim.hypotheses;
  const first = { chosen, recomputed: recompute(chosen, rangeOf) };
  const { undecidedBecause } = claim;
  return undecidedBecause === undefined
    ? { ...judged, ...first, verdict: 'impossible' }
    : { ...judged, ...first, verdict: 'undecidable', undecided: undecidedBecause };
}

/** True if the check holds with numbers that are supposed. */
export function holdsWith({ claim, hypotheses }: Claim, rangeOf: RangeOf): boolean {
  const printed = rangeOf(claim);
  return hypotheses.some((hypothesis) => overlap(printed, recompute(hypothesis, rangeOf)));
}

/** What a number can be by a hypothesis. */
function recompute({ relation, operands }: Hypothesis, rangeOf: RangeOf): Range {
  return relation.evaluate(operands.map(rangeOf));
}

/** All figures a claim rests on, the claimed one first, each once. */
export function inputsOf({ claim, hypotheses }: Claim): readonly PrintedFigure[] {
  const all = [claim, ...hypotheses.flatMap(({ operands }) => operands)];
  const seen = new Set<string>();
  return all.filter(({ event }) => !seen.has(event) && seen.add(event));
}

/** A number that could be anything within its own size of what is printed was not checked. */
function ofHeld(
  { claim, undecidedBecause }: Claim,
  { relation }: Hypothesis,
  recomputed: Range,
): Pick<Check, 'verdict'> & { readonly undecided?: string } {
  const width = widthOf(recomputed);
  const size = sizeOf(rationalOf(claim.print.value));
  if (relation.isBound === true) return { verdict: 'consistent' };
  const isTold = width !== null && (width.over === 0n || compare(width, size) < 0);
  if (isTold) return { verdict: 'consistent' };
  return { verdict: 'undecidable', undecided: undecidedBecause ?? MORE_DIGITS };
}

const MORE_DIGITS = 'The numbers it is made from, printed to more digits, would decide.';
