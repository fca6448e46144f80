import { isStanding, printedValue, printOf, type ChainEntry } from '@ledger/figures-domain';
import {
  findingAnswer,
  type FindingAnswer,
  type Found,
  type InputAnswer,
} from '@ledger/findings';
import type { Instant } from '@ledger/kernel';
import type { FindingAt } from './finding-at.js';
import type { ViewReader } from './view-reader.js';

/** A check or a finding as it stood. */
export interface FindingView extends FindingAnswer {
  /** The publication whose number was recomputed. */
  readonly publication: string;
  /** When it was raised, and its last change; null of a check that raised nothing. */
  readonly raisedAt: Instant | null;
  readonly changedAt: Instant | null;
}

/** Gives a check with what became of it. */
export function foundView(found: Found, at: FindingAt | null): FindingView {
  const status = at?.status ?? statusOfCheck(found);
  return {
    ...findingAnswer(found, status),
    publication: found.claim.publication,
    ...momentsOf(at),
  };
}

function statusOfCheck({ verdict, settled }: Found): FindingView['status'] {
  if (settled !== null) return 'reconciled';
  return verdict === 'consistent' ? 'none' : 'open';
}

/**
 * Gives a finding that was raised, and is not found by that moment any more: with the facts that
 * it was raised with.
 */
export async function endedView(
  reader: ViewReader,
  at: FindingAt,
  publication: string,
  recordedBy: Instant,
): Promise<FindingView> {
  const { id, rule, explanation, verdict, severity, remedy } = at.facts;
  return {
    ...{ id, rule: rule.name, version: rule.version, verdict: 'impossible' },
    severity: severity ?? 'none',
    status: at.status,
    explanation: explanation ?? verdict,
    inputs: await inputsOf(reader, at, recordedBy),
    steps: [],
    suspects: [],
    diagnosis: remedy ?? null,
    also: [],
    publication,
    ...momentsOf(at),
  };
}

function momentsOf(at: FindingAt | null): Pick<FindingView, 'raisedAt' | 'changedAt'> {
  const history = at?.history;
  return {
    raisedAt: history?.[0].recordedAt ?? null,
    changedAt: history?.at(-1)?.recordedAt ?? null,
  };
}

/** The printed numbers of its events, as they are known by then. */
async function inputsOf(
  reader: ViewReader,
  { facts }: FindingAt,
  recordedBy: Instant,
): Promise<readonly InputAnswer[]> {
  const prints = await reader.entries.printsOf(facts.figures, Date.parse(recordedBy));
  const entries = new Map(
    [...prints.values()].flat().map((entry) => [entry.eventId, entry] as const),
  );
  return facts.inputs.flatMap((event) => inputOf(entries.get(event)));
}

function inputOf(entry: ChainEntry | undefined): readonly InputAnswer[] {
  if (entry === undefined || !isStanding(entry)) return [];
  const { eventId: event, facts } = entry;
  const { printed, value, unit } = printedValue(printOf(entry));
  if (value === null) return [];
  const { key: figure, publication, locator } = facts;
  return [{ event, figure, publication, printed, value, unit, locator }];
}
