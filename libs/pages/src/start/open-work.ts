import { isLedgerError, within } from '@ledger/kernel';
import { ListFindings, type FindingView, type FollowUpView } from '@ledger/figures-read-models';
import type { QueryBus } from '@nestjs/cqrs';
import { allFollowUps, isOverdue } from '../follow-ups/all-follow-ups.js';

/** The page does not wait longer for numbers to be recomputed. */
const RECOMPUTED_MS_MAX = 1_000;

const LIMIT = 500;

/** How many overdue follow-ups the first page shows. */
const OVERDUE_SHOWN = 5;

/** Severities in words, the gravest first. */
const SEVERITIES = [
  ['conclusion', 'A conclusion is reversed'],
  ['size', 'A size is wrong'],
  ['last-digit', 'The last digit is off'],
] as const;

/** Open findings of one severity. */
export interface CountedFindings {
  readonly severity: string;
  readonly words: string;
  readonly count: number;
}

/**
 * How many contradictions of each severity are open in the latest publications; null while they are
 * still recomputed, or where a publication prints more than can be.
 */
export async function openFindings(
  queries: QueryBus,
): Promise<readonly CountedFindings[] | null> {
  const question = { status: 'open', verdict: 'impossible', limit: LIMIT } as const;
  const listed = await within(
    RECOMPUTED_MS_MAX,
    queries.execute(new ListFindings(question)).catch(nullIfRefused),
    () => null,
  );
  if (listed === null) return null;
  return SEVERITIES.map(([severity, words]) => ({
    severity,
    words,
    count: countOf(listed.body.findings, severity),
  }));
}

function countOf(findings: readonly FindingView[], severity: string): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

function nullIfRefused(error: unknown): null {
  if (isLedgerError(error)) return null;
  throw error;
}

/** Open follow-ups whose day has passed, the longest first. */
export async function overdueFollowUps(queries: QueryBus): Promise<{
  readonly count: number;
  readonly shown: readonly FollowUpView[];
}> {
  const { followUps } = await allFollowUps(queries, { status: 'open' });
  const overdue = followUps.filter((followUp) => isOverdue(followUp));
  return { count: overdue.length, shown: overdue.slice(0, OVERDUE_SHOWN) };
}
