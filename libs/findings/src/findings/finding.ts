import { derivedId } from '@ledger/kernel';
import { type Check, type Verdict, inputsOf } from '../checks/check.js';
import type { FigureIndex } from '../figures/figure-index.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import {
  type ChecksByFigure,
  type Suspect,
  checksByFigure,
  suspectsOf,
} from '../diagnosis/suspects.js';
import { diagnosisOf, explanationOf, stepsOf } from './explanation.js';
import { type Severity, severityOf } from './severity.js';

/** What checking found at one cause, with everything it rests on. */
export interface Found {
  /** Derived from the rule and the events it rests on: the same cause is the same finding. */
  readonly id: string;
  readonly rule: { readonly name: string; readonly version: number };
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** The number that was recomputed. */
  readonly claim: PrintedFigure;
  /** The claim first, then what it was held against. */
  readonly inputs: readonly PrintedFigure[];
  /** The arithmetic, one step a line. */
  readonly steps: readonly string[];
  /** Likeliest first; none unless the numbers cannot all be right. */
  readonly suspects: readonly Suspect[];
  /** What would reconcile it; null unless the numbers cannot all be right. */
  readonly diagnosis: string | null;
  /** One paragraph for a reader who knows no rule. */
  readonly explanation: string;
  /** Other rules that the same cause breaks. */
  readonly also: readonly string[];
}

/**
 * Findings from checks, one a cause: contradictions whose likeliest suspect is the same number are
 * one finding, called by the rule that stands first.
 */
export function findingsFrom(index: FigureIndex, checks: readonly Check[]): readonly Found[] {
  const byFigure = checksByFigure(checks);
  const causes = new Map<string, { readonly found: Found; readonly also: Check[] }>();
  const findings: Found[] = [];
  for (const check of checks) {
    const found = findingOf(index, check, byFigure);
    if (check.verdict !== 'impossible' || check.contradiction !== undefined) {
      findings.push(found);
      continue;
    }
    const cause = found.suspects[0]?.figure.event ?? found.id;
    const known = causes.get(cause);
    if (known === undefined) causes.set(cause, { found, also: [] });
    else known.also.push(check);
  }
  return [...[...causes.values()].map(merged), ...findings];
}

/** The id of what a rule of some version finds of some events, in whatever order they come. */
export function findingId(rule: Found['rule'], inputs: readonly string[]): string {
  return derivedId(`finding\n${rule.name}\n${rule.version}\n${inputs.toSorted().join('\n')}`);
}

function findingOf(index: FigureIndex, check: Check, byFigure: ChecksByFigure): Found {
  const rule = { name: check.rule, version: check.version };
  const inputs = inputsOf({ claim: check.claim, hypotheses: [check.chosen] });
  const isImpossible = check.verdict === 'impossible';
  const suspects = isImpossible ? suspectsOf(index, check, byFigure) : [];
  const diagnosis = isImpossible ? diagnosisOf(check, suspects) : null;
  return {
    id: findingId(
      rule,
      inputs.map(({ event }) => event),
    ),
    rule,
    verdict: check.verdict,
    severity: severityOf(index, check),
    claim: check.claim,
    inputs,
    steps: stepsOf(index, check),
    suspects,
    diagnosis,
    explanation: explanationOf(index, check, diagnosis),
    also: [],
  };
}

function merged({
  found,
  also,
}: {
  readonly found: Found;
  readonly also: readonly Check[];
}): Found {
  const rules = new Set(
    also.map(({ rule }) => rule).filter((rule) => rule !== found.rule.name),
  );
  return { ...found, also: [...rules] };
}
