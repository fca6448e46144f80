import { FigureIndex } from '../figures/figure-index.js';
import type { PrintedFigure, Vocabulary } from '../figures/printed-figure.js';
import { type Check, judge } from './check.js';
import type { Rule } from './rule.js';

/** Every claim of the rules about the figures, judged. */
export function runRules(
  rules: readonly Rule[],
  figures: readonly PrintedFigure[],
  vocabulary: Vocabulary,
): { readonly checks: readonly Check[]; readonly index: FigureIndex } {
  const index = new FigureIndex(figures, vocabulary);
  const checks = rules.flatMap((rule) =>
    [...rule.claims(index)].map((claim) => judge(rule, claim, (figure) => index.range(figure))),
  );
  return { checks, index };
}
