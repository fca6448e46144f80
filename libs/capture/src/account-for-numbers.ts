import { placeText, type CaptureProblem, type CaptureCode } from './capture-problem.js';
import { EXCLUSION_RULES } from './exclusion-rules.js';
import { numericTokens, type NumericToken } from './numeric-tokens.js';
import type { RuleMatch } from './rule-match.js';
import type { CapturedExclusion, CapturedPublication } from './seeds-plan.js';
import { isWithin, tokenSpans, wholeTokenAround, type Span } from './token-spans.js';
import { lineOwners } from './verify-parts.js';

/** How a number on the page is accounted for. */
export type Account =
  /** By these rows of the sheets. */
  | { readonly state: 'captured'; readonly rows: readonly string[] }
  | { readonly state: 'excluded-by-rule'; readonly rule: string }
  /** By this row of the publication's `excluded.csv`. */
  | { readonly state: 'excluded-by-row'; readonly row: string; readonly reason: string }
  | { readonly state: 'unaccounted' };

/** A number of a document, and how it is accounted for. */
export interface CoveredToken {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** The whole token that contains it: what a row of `excluded.csv` or of a sheet names. */
  readonly text: string;
  /** Which of several equal tokens on that line, from 1; left out if there is only one. */
  readonly occurrence?: number;
  /** The surrounding words, so that a person can recognise it. */
  readonly context: string;
  /** The publication that its line belongs to, if any. */
  readonly publication?: string;
  readonly account: Account;
}

/** The numbers of a document, and the problems of the lists of exclusions. */
export interface DocumentTokens {
  /** In page order. */
  readonly tokens: readonly CoveredToken[];
  readonly problems: readonly CaptureProblem[];
  /** Rows that are superfluous but harmless. */
  readonly warnings: readonly CaptureProblem[];
}

const CONTEXT_CHARACTERS = 32;

/**
 * Accounts for every number of a document: it is captured, excluded by a rule, excluded by a
 * row, or unaccounted for. Captured takes precedence over both exclusions, a rule over a row.
 *
 * @param publications all that were captured from this document
 */
export function coverDocument(
  lines: readonly string[],
  publications: readonly CapturedPublication[],
): DocumentTokens {
  const owners = lineOwners(
    publications.map(({ facts }) => facts),
    lines.length,
  );
  const captured = capturedSpans(lines, publications);
  const log: ExclusionLog = { problems: [], warnings: [] };
  const excluded = excludedSpans(lines, publications, log);
  const tokens: CoveredToken[] = [];
  for (const [at, text] of lines.entries()) {
    const spans = { captured: captured.get(at) ?? [], excluded: excluded.get(at) ?? [] };
    const accounts = lineAccounts({ text, at, lines }, spans, log);
    const publication = owners[at];
    for (const { token, account } of accounts) {
      const whole = wholeTokenAround(text, token);
      tokens.push({
        line: at + 1,
        column: token.start + 1,
        text: whole.token,
        ...(whole.occurrence === undefined ? {} : { occurrence: whole.occurrence }),
        context: contextOf(text, token),
        ...(publication === undefined ? {} : { publication }),
        account,
      });
    }
  }
  return { tokens, ...log };
}

type CapturedSpan = Span & { readonly row: string };
type ExcludedSpan = Span & { readonly exclusion: CapturedExclusion };

interface ExclusionLog {
  readonly problems: CaptureProblem[];
  readonly warnings: CaptureProblem[];
}

/** By 0-based line index. Verification reports a row whose token is not there. */
function capturedSpans(
  lines: readonly string[],
  publications: readonly CapturedPublication[],
): ReadonlyMap<number, readonly CapturedSpan[]> {
  const spans = new Map<number, CapturedSpan[]>();
  for (const captured of publications.flatMap(({ appearances }) => appearances)) {
    const { place, printed, line, occurrence = 1 } = captured;
    const span = tokenSpans(lines[line - 1] ?? '', printed)[occurrence - 1];
    if (span === undefined) continue;
    spans.set(line - 1, [...(spans.get(line - 1) ?? []), { ...span, row: placeText(place) }]);
  }
  return spans;
}

function excludedSpans(
  lines: readonly string[],
  publications: readonly CapturedPublication[],
  log: ExclusionLog,
): ReadonlyMap<number, readonly ExcludedSpan[]> {
  const spans = new Map<number, ExcludedSpan[]>();
  for (const exclusion of publications.flatMap(({ exclusions }) => exclusions)) {
    const { line, token, occurrence } = exclusion;
    const found = tokenSpans(lines[line - 1] ?? '', token);
    const span = found[(occurrence ?? 1) - 1];
    if (span === undefined) {
      tell(log.problems, exclusion, 'exclusion-not-on-line', 'does not stand there');
    } else if (occurrence === undefined && found.length > 1) {
      tell(
        log.problems,
        exclusion,
        'exclusion-ambiguous',
        `stands there ${found.length} times`,
      );
    } else {
      spans.set(line - 1, [...(spans.get(line - 1) ?? []), { ...span, exclusion }]);
    }
  }
  return spans;
}

function tell(
  log: CaptureProblem[],
  { place, line, token }: CapturedExclusion,
  code: CaptureCode,
  what: string,
): void {
  log.push({ ...place, code, message: `"${token}" on line ${line} ${what}.` });
}

function lineAccounts(
  line: RuleMatch,
  spans: { captured: readonly CapturedSpan[]; excluded: readonly ExcludedSpan[] },
  log: ExclusionLog,
): readonly { token: NumericToken; account: Account }[] {
  const rules = ruleSpans(line);
  const accounts = numericTokens(line.text).map((token) => {
    const rows = spans.captured.filter((span) => isWithin(token, span)).map(({ row }) => row);
    const rule = rules.find((span) => isWithin(token, span))?.rule;
    const row = spans.excluded.find((span) => isWithin(token, span));
    return { token, account: accountOf(rows, rule, row?.exclusion) };
  });
  for (const [at, span] of spans.excluded.entries()) {
    const within = accounts.filter(({ token }) => isWithin(token, span));
    judge(
      span,
      within.map(({ account }) => account),
      log,
    );
    if (spans.excluded.slice(0, at).some((other) => overlap(span, other))) {
      tell(log.problems, span.exclusion, 'exclusion-duplicate', 'is excluded by two rows');
    }
  }
  return accounts;
}

/** @param line with its whole text */
function ruleSpans({
  text,
  ...place
}: RuleMatch): readonly (Span & { readonly rule: string })[] {
  return EXCLUSION_RULES.flatMap(({ name, pattern, holds }) =>
    Array.from(text.matchAll(pattern), ({ index, 0: match }) => {
      return { start: index, end: index + match.length, rule: name };
    }).filter(
      ({ start, end }) =>
        holds === undefined || holds({ ...place, text: text.slice(start, end) }),
    ),
  );
}

function accountOf(
  rows: readonly string[],
  rule: string | undefined,
  exclusion: CapturedExclusion | undefined,
): Account {
  if (rows.length > 0) return { state: 'captured', rows };
  if (rule !== undefined) return { state: 'excluded-by-rule', rule };
  if (exclusion === undefined) return { state: 'unaccounted' };
  const { place, reason } = exclusion;
  return { state: 'excluded-by-row', row: placeText(place), reason };
}

/** A row that excludes nothing is stale; one that repeats a rule is only superfluous. */
function judge(
  { exclusion }: ExcludedSpan,
  accounts: readonly Account[],
  { problems, warnings }: ExclusionLog,
): void {
  if (accounts.length === 0) {
    tell(problems, exclusion, 'exclusion-without-number', 'holds no number');
  } else if (accounts.some(({ state }) => state === 'captured')) {
    tell(problems, exclusion, 'exclusion-captured-too', 'is captured as a figure');
  } else if (accounts.every(({ state }) => state === 'excluded-by-rule')) {
    tell(warnings, exclusion, 'exclusion-superfluous', 'is excluded by a rule already');
  }
}

function overlap(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}

function contextOf(text: string, { start, end }: Span): string {
  const from = Math.max(0, start - CONTEXT_CHARACTERS);
  return text
    .slice(from, end + CONTEXT_CHARACTERS)
    .replace(/\s+/g, ' ')
    .trim();
}
