import { derivedId, isTurnOver, nextTurn } from '@ledger/kernel';
import { type Check, type Verdict, inputsOf } from '../checks/check.js';
import type { FigureIndex } from '../figures/figure-index.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import { type Suspect, checksByFigure, suspectsOf } from '../diagnosis/suspects.js';
import { diagnosisOf, explanationOf, stepsOf } from './explanation.js';
import { settledBy } from './revision.js';
import { type Severity, severityOf } from './severity.js';

/** The findings at one cause, with everything they depend on. */
export interface Found {
  /** Derived from the rule and its input events: the same cause is the same finding. */
  readonly id: string;
  readonly rule: { readonly name: string; readonly version: number };
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** The number that was recomputed. */
  readonly claim: PrintedFigure;
  /** The claim first, then what it was compared with. */
  readonly inputs: readonly PrintedFigure[];
  /** The arithmetic, one step per line. */
  readonly steps: readonly string[];
  /** Likeliest first; empty unless the numbers cannot all be right. */
  readonly suspects: readonly Suspect[];
  /** What would reconcile it; null unless the numbers cannot all be right. */
  readonly diagnosis: string | null;
  /** One paragraph for a reader who does not know the rules. */
  readonly explanation: string;
  /** Other rules that the same cause breaks. */
  readonly also: readonly string[];
  /** Why a revision has settled it; null unless one has. */
  readonly settled: string | null;
}

/**
 * Findings from checks, one per cause: contradictions with the same likeliest suspect are one
 * finding, named by the first rule, with the slips that any of them shows. Gives other work its
 * turns.
 */
export async function findingsFrom(
  index: FigureIndex,
  checks: readonly Check[],
): Promise<readonly Found[]> {
  const isSound = checks.every(({ verdict }) => verdict !== 'impossible');
  const byFigure = checksByFigure(isSound ? [] : checks.filter(isOfOnePublication));
  const causes = new Map<string, [Suspected, ...Suspected[]]>();
  const findings: Found[] = [];
  for (const check of checks) {
    if (isTurnOver()) await nextTurn();
    if (check.verdict !== 'impossible') {
      findings.push(new CheckedNumbers(index, [{ check, suspects: [] }]));
      continue;
    }
    const suspected = { check, suspects: suspectsOf(index, check, byFigure) };
    const cause = suspected.suspects[0]?.figure.event ?? idOf(check);
    const known = causes.get(cause);
    if (known === undefined) causes.set(cause, [suspected]);
    else known.push(suspected);
  }
  const contradictions = [...causes.values()].map((cause) => new CheckedNumbers(index, cause));
  return [...contradictions, ...findings];
}

/** Other papers do not affect a suspicion, so that one paper can be judged by itself. */
function isOfOnePublication(check: Check): boolean {
  const { publication } = check.claim;
  return inputsOf(check).every((input) => input.publication === publication);
}

/** A check with the figures that may be wrong in it. */
interface Suspected {
  readonly check: Check;
  readonly suspects: readonly Suspect[];
}

/** The id of a finding, from a version of a rule and some events in any order. */
export function findingId(rule: Found['rule'], inputs: readonly string[]): string {
  return derivedId(`finding\n${rule.name}\n${rule.version}\n${inputs.toSorted().join('\n')}`);
}

function idOf({ rule, version, claim, chosen }: Check): string {
  const inputs = inputsOf({ claim, hypotheses: [chosen] });
  return findingId(
    { name: rule, version },
    inputs.map(({ event }) => event),
  );
}

/** Writes what only a reader needs when somebody reads it: most checks are never shown. */
class CheckedNumbers implements Found {
  readonly rule: Found['rule'];
  readonly verdict: Verdict;
  readonly claim: PrintedFigure;
  readonly suspects: readonly Suspect[];
  readonly also: readonly string[];
  readonly settled: string | null;
  readonly #index: FigureIndex;
  readonly #check: Check;
  #id: string | undefined;
  #explanation: string | undefined;

  constructor(index: FigureIndex, cause: readonly [Suspected, ...Suspected[]]) {
    const [{ check }, ...others] = cause;
    this.#index = index;
    this.#check = check;
    this.rule = { name: check.rule, version: check.version };
    this.verdict = check.verdict;
    this.claim = check.claim;
    this.suspects = pooled(cause);
    const also = new Set(others.map(({ check: other }) => other.rule));
    also.delete(check.rule);
    this.also = [...also];
    this.settled = settledBy(index, check);
  }

  get id(): string {
    return (this.#id ??= idOf(this.#check));
  }

  get severity(): Severity {
    return severityOf(this.#index, this.#check);
  }

  get inputs(): readonly PrintedFigure[] {
    return inputsOf({ claim: this.claim, hypotheses: [this.#check.chosen] });
  }

  get steps(): readonly string[] {
    return stepsOf(this.#index, this.#check);
  }

  get diagnosis(): string | null {
    return this.verdict === 'impossible' ? diagnosisOf(this.#check, this.suspects) : null;
  }

  get explanation(): string {
    return (this.#explanation ??= explanationOf(this.#index, this.#check, this.diagnosis));
  }
}

/** The suspects of the first check; the likeliest also has the slips that the others show. */
function pooled([first, ...others]: readonly [Suspected, ...Suspected[]]): readonly Suspect[] {
  const [likeliest, ...rest] = first.suspects;
  if (likeliest === undefined) return first.suspects;
  const slips = [first, ...others].flatMap(({ suspects }) =>
    suspects.flatMap((suspect) =>
      suspect.figure.event === likeliest.figure.event ? suspect.slips : [],
    ),
  );
  const each = new Map(slips.map((slip) => [slip.words, slip]));
  return [{ ...likeliest, slips: [...each.values()] }, ...rest];
}
