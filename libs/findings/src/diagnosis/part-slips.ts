import { minus, plus, rational, rationalOf } from '../numbers/rational.js';
import type { Check } from '../checks/check.js';
import { SUM } from '../checks/relation.js';
import type { FigureIndex } from '../figures/figure-index.js';
import { includes } from '../numbers/range.js';
import { placeOf, quoted } from './places.js';
import type { Slip } from './slip.js';

/** Totals that leave out one part, or count one twice. */
export function partSlips(index: FigureIndex, check: Check): readonly Slip[] {
  const { relation, operands } = check.chosen;
  if (relation !== SUM) return [];
  const whole = operands.reduce(
    (sum, part) => plus(sum, rationalOf(part.print.value)),
    rational(0),
  );
  const printed = index.range(check.claim);
  return operands.flatMap((part): readonly Slip[] => {
    const value = rationalOf(part.print.value);
    if (value.over === 0n) return [];
    const words = `${quoted(part)} (${placeOf(part)})`;
    if (includes(printed, minus(whole, value))) {
      return [{ kind: 'part-left-out', words: `${words} had been left out` }];
    }
    return includes(printed, plus(whole, value))
      ? [{ kind: 'part-counted-twice', words: `${words} had been counted twice` }]
      : [];
  });
}
