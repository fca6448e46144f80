import type { Qualifier } from './appearance.js';
import {
  LEADING_HEDGES,
  TRAILING_HEDGES,
  beforePhrase,
  behindPhrase,
} from './printed-vocabulary.js';

/** A text without its hedges, and what these make of the number. */
export interface HedgedText {
  readonly text: string;
  /** Any one of them fits; null if the text is not hedged. */
  readonly qualifiers: readonly Qualifier[] | null;
}

/**
 * Takes off what hedges a number: `<`, "more than", "or fewer", `+`.
 *
 * @param printed tidied, without marks
 */
export function withoutHedges(printed: string): HedgedText {
  let text = printed;
  let qualifiers: readonly Qualifier[] = [];
  for (let hedge = hedgeOf(text); hedge !== null; hedge = hedgeOf(text)) {
    text = hedge.text;
    qualifiers = [...qualifiers, ...(hedge.qualifiers ?? [])];
  }
  return { text, qualifiers: qualifiers.length === 0 ? null : [...new Set(qualifiers)] };
}

function hedgeOf(text: string): HedgedText | null {
  for (const { phrase, means } of LEADING_HEDGES) {
    const rest = behindPhrase(text, phrase);
    if (rest !== null) return { text: rest, qualifiers: means };
  }
  for (const { phrase, means } of TRAILING_HEDGES) {
    const rest = beforePhrase(text, phrase);
    if (rest !== null) return { text: rest, qualifiers: means };
  }
  return null;
}
