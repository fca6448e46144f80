/** A span on a line: from `start` up to, but not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const WORD_CHARACTER = /[\p{L}\p{N}]/u;
const DIGIT = /\d/;

/**
 * Every span where a token stands on a line as a whole, not within a longer word or number.
 *
 * `12` stands alone in `12 calls` and in `10-12`, but not in `112`, `1.12`, `12.5`, `12:30`,
 * `12%`, `£12`, `-12` or `12th`. A locator's `occurrence` counts these spans.
 */
export function tokenSpans(line: string, token: string): readonly Span[] {
  const spans: Span[] = [];
  if (token === '') return spans;
  for (let start = line.indexOf(token); start >= 0; start = line.indexOf(token, start + 1)) {
    const end = start + token.length;
    if (beginsWhole(line, token, start) && endsWhole(line, token, end)) {
      spans.push({ start, end });
    }
  }
  return spans;
}

/** A whole token, and which of several equal ones on its line it is. */
export interface WholeToken {
  readonly token: string;
  /** From 1; left out if the token is alone on its line. */
  readonly occurrence?: number;
}

/**
 * The shortest whole token around a number, as a sheet or a list of exclusions names it:
 * `88.2%` around `88.2`, `B2` around `2`.
 */
export function wholeTokenAround(line: string, { start, end }: Span): WholeToken {
  let [from, to] = [start, end];
  for (;;) {
    const token = line.slice(from, to);
    const spans = tokenSpans(line, token);
    const at = spans.findIndex((span) => span.start === from);
    if (at >= 0) return spans.length === 1 ? { token } : { token, occurrence: at + 1 };
    if (!endsWhole(line, token, to) && to < line.length) to += 1;
    else if (from > 0) from -= 1;
    else throw new TypeError('A line as a whole is a whole token.');
  }
}

/** True if `inner` lies within `outer`. */
export function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function beginsWhole(line: string, token: string, start: number): boolean {
  const before = line.charAt(start - 1);
  if (start === 0) return true;
  if (WORD_CHARACTER.test(before)) return false;
  if (!DIGIT.test(token.charAt(0))) return true;
  const beforeThat = line.charAt(start - 2);
  if ('.,:'.includes(before)) return !DIGIT.test(beforeThat);
  if ('£$€'.includes(before)) return false;
  // A hyphen after a word joins a range; a free-standing one is a minus.
  if ('+-−'.includes(before)) return start > 1 && !/[\s(]/.test(beforeThat);
  return true;
}

function endsWhole(line: string, token: string, end: number): boolean {
  const after = line.charAt(end);
  if (after === '' || !WORD_CHARACTER.test(token.charAt(token.length - 1))) return true;
  if (WORD_CHARACTER.test(after)) return false;
  if (!DIGIT.test(token.charAt(token.length - 1))) return true;
  if (after === '%') return false;
  return !('.,:'.includes(after) && DIGIT.test(line.charAt(end + 1)));
}
