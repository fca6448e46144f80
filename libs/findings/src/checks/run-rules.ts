import { isTurnOver, nextTurn } from '@ledger/kernel';
import { FigureIndex } from '../figures/figure-index.js';
import type { PrintedFigure, Vocabulary } from '../figures/printed-figure.js';
import { type Check, judge } from './check.js';
import type { Rule } from './rule.js';

/** Every claim of the rules about the figures, judged; gives other work its turns. */
export async function runRules(
  rules: readonly Rule[],
  figures: readonly PrintedFigure[],
  vocabulary: Vocabulary,
): Promise<{ readonly checks: readonly Check[]; readonly index: FigureIndex }> {
  const index = new FigureIndex(figures, vocabulary);
  return { checks: await checksOf(rules, index), index };
}

/** Every claim of the rules about the figures of an index, judged; gives other work its turns. */
export async function checksOf(
  rules: readonly Rule[],
  index: FigureIndex,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  for (const rule of rules) {
    for (const claim of rule.claims(index)) {
      if (isTurnOver()) await nextTurn();
      checks.push(judge(rule, claim, (figure) => index.range(figure)));
    }
  }
  return checks;
}
