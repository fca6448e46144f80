import type { Claim } from '../checks/check.js';
import { STATED, UNSTATED } from '../checks/relation.js';
import type { Rule } from '../checks/rule.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { saysDirection } from '../figures/precision.js';
import type { PrintedFigure } from '../figures/printed-figure.js';

/** Words that judge a change, against what is good for its measure. */
export const POLARITY: Rule = {
  name: 'polarity-of-words',
  version: 1,
  title: 'What is called better moved in the direction that is good',
  claims: function* claims(index) {
    for (const figure of index.figures) {
      const claim = saysDirection(figure) ? claimOf(index, figure) : null;
      if (claim !== null) yield claim;
    }
  },
};

const BETTER = /\b(?:improve[ds]?|improvement|better)\b/i;
const WORSE = /\b(?:worse|worsened|worsening|deteriorate[ds]?|deterioration)\b/i;

const POLARITY_UNKNOWN =
  'It is not registered whether a rise of this is good; that would decide.';

function claimOf(index: FigureIndex, claim: PrintedFigure): Claim | null {
  const { printed, qualifier } = claim.print;
  const isBetter = BETTER.test(printed);
  if (isBetter === WORSE.test(printed)) return null;
  const { polarity = 'neither' } = index.measure(claim) ?? {};
  if (polarity === 'neither') {
    const hypotheses = [{ relation: UNSTATED, operands: [] }] as const;
    return { claim, hypotheses, undecidedBecause: POLARITY_UNKNOWN };
  }
  const hypotheses = [{ relation: STATED, operands: [] }] as const;
  const isRise = qualifier === 'at-least';
  if (isBetter === (polarity === 'up-is-good') ? isRise : !isRise) {
    return { claim, hypotheses };
  }
  const contradiction =
    `A ${isRise ? 'rise' : 'fall'} is called ${isBetter ? 'better' : 'worse'}, where ` +
    `${polarity === 'up-is-good' ? 'a rise' : 'a fall'} is what is good.`;
  return { claim, hypotheses, contradiction };
}
