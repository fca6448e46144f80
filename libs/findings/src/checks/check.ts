import { EVERYTHING, type Range, overlap, widthOf } from '../numbers/range.js';
import { compare, rationalOf, sizeOf } from '../numbers/rational.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import type { Relation } from './relation.js';

/**
 * Whether printed numbers can all be right: they cannot, the way they are printed leaves it open,
 * or they can.
 */
export const VERDICTS = ['impossible', 'undecidable', 'consistent'] as const;

/** What recomputing a number shows. */
export type Verdict = (typeof VERDICTS)[number];

/** The known or assumed ranges of figures. */
export type RangeOf = (figure: PrintedFigure) => Range;

/** One way in which a number may have been computed. */
export interface Hypothesis {
  /** The assumption, to follow "if": "the mean gives every month the same weight". */
  readonly supposing?: string;
  readonly relation: Relation;
  readonly operands: readonly PrintedFigure[];
}

/** What a rule claims about one printed number, before it is checked. */
export interface Claim {
  readonly claim: PrintedFigure;
  /** The likeliest first. The claim is impossible if none can hold. */
  readonly hypotheses: readonly [Hypothesis, ...Hypothesis[]];
  /** Why a difference proves nothing here, and what would decide; absent where it does. */
  readonly undecidedBecause?: string;
  /** What is impossible whatever the numbers are; the hypotheses then only give its inputs. */
  readonly contradiction?: string;
}

/** A judged claim of a version of a rule. */
export interface Check extends Claim {
  readonly rule: string;
  readonly version: number;
  readonly verdict: Verdict;
  /** The hypothesis that holds, or the likeliest. */
  readonly chosen: Hypothesis;
  /** The possible values of the number by that hypothesis. */
  readonly recomputed: Range;
  /** What would decide an undecidable check. */
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

/** True if the check holds with the assumed ranges. */
export function holdsWith({ claim, hypotheses }: Claim, rangeOf: RangeOf): boolean {
  const printed = rangeOf(claim);
  return hypotheses.some((hypothesis) => overlap(printed, recompute(hypothesis, rangeOf)));
}

/** The possible values of a number by a hypothesis. */
function recompute({ relation, operands }: Hypothesis, rangeOf: RangeOf): Range {
  return relation.evaluate(operands.map(rangeOf));
}

/** All figures a claim depends on, the claimed one first, without repeats. */
export function inputsOf({ claim, hypotheses }: Claim): readonly PrintedFigure[] {
  const all = [claim, ...hypotheses.flatMap(({ operands }) => operands)];
  const seen = new Set<string>();
  return all.filter(({ event }) => !seen.has(event) && seen.add(event));
}

/** A range as wide as the printed number itself checks nothing. */
function ofHeld(
  { claim, undecidedBecause }: Claim,
  { relation }: Hypothesis,
  recomputed: Range,
): Pick<Check, 'verdict'> & { readonly undecided?: string } {
  const width = widthOf(recomputed);
  const size = sizeOf(rationalOf(claim.print.value));
  if (relation.isBound === true) return { verdict: 'consistent' };
  const isDecided = width !== null && (width.over === 0n || compare(width, size) < 0);
  if (isDecided) return { verdict: 'consistent' };
  return { verdict: 'undecidable', undecided: undecidedBecause ?? MORE_DIGITS };
}

const MORE_DIGITS = 'The numbers it is made from, printed to more digits, would decide.';
