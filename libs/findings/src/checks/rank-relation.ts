import { EVERYTHING, type Range } from '../numbers/range.js';
import { compare, rational } from '../numbers/rational.js';
import type { Relation } from './relation.js';

/**
 * The possible ranks of the first value among all of them. Equal values share the better rank.
 *
 * @param isComplete false if values that are not printed may rank before it
 */
export function rankIn(first: 'highest' | 'lowest', isComplete: boolean): Relation {
  const isAhead = (other: Range, own: Range, surely: boolean) => {
    const [above, below] = first === 'highest' ? [other, own] : [own, other];
    const [high, low] = surely ? [above.low, below.high] : [above.high, below.low];
    return high === null || low === null ? !surely : compare(high, low) > 0;
  };
  return {
    formula: `1 + how many are ${first === 'highest' ? 'higher' : 'lower'}`,
    isBound: true,
    evaluate: ([own = EVERYTHING, ...others]) => {
      const ahead = (surely: boolean) =>
        rational(1 + others.filter((other) => isAhead(other, own, surely)).length);
      return { low: ahead(true), high: isComplete ? ahead(false) : null };
    },
    solve: () => EVERYTHING,
  };
}
