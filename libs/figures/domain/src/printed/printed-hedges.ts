import type { Qualifier } from './print.js';
import { withoutHedge } from './printed-vocabulary.js';

/** A text without its hedges, and what these make of the number. */
export interface HedgedText {
  readonly text: string;
  /** Any one of them fits; null if the text is not hedged. */
  readonly qualifiers: readonly Qualifier[] | null;
}

/** "Just over about 300 or so" has three; this bounds the cost of reading. */
const HEDGES_MAX = 4;

/**
 * Takes off what hedges a number: `<`, "more than", "or fewer", `+`.
 *
 * @param printed tidied, without marks
 */
export function withoutHedges(printed: string): HedgedText {
  let text = printed;
  let qualifiers: readonly Qualifier[] = [];
  for (let count = 0; count < HEDGES_MAX; count += 1) {
    const hedge = withoutHedge(text);
    if (hedge === null) break;
    text = hedge.text;
    qualifiers = [...qualifiers, ...hedge.means];
  }
  return { text, qualifiers: qualifiers.length === 0 ? null : [...new Set(qualifiers)] };
}
