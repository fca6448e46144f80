import type { QueryBus } from '@nestjs/cqrs';
import { ListFindings, type FindingView } from '@ledger/figures-read-models';
import { isLedgerError, within } from '@ledger/kernel';

/** A page does not wait longer for its numbers to be recomputed. */
const RECOMPUTED_MS_MAX = 1_000;

const FINDINGS_MAX = 500;

/**
 * The contradictions that touch what a publication prints, by the event of each printed number;
 * null while they are still recomputed, or where it prints more than can be.
 */
export async function touchingFindings(
  queries: QueryBus,
  question: { readonly publication: string; readonly recordedBy?: string },
): Promise<ReadonlyMap<string, FindingView> | null> {
  const asked = { ...question, verdict: 'impossible', limit: FINDINGS_MAX } as const;
  const listed = await within(
    RECOMPUTED_MS_MAX,
    queries.execute(new ListFindings(asked)).catch((error: unknown) => {
      if (isLedgerError(error)) return null;
      throw error;
    }),
    () => null,
  );
  if (listed === null) return null;
  const { findings } = listed.body;
  return new Map(findings.flatMap((one) => one.inputs.map(({ event }) => [event, one])));
}
