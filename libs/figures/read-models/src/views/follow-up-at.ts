import {
  evolveFollowUp,
  type FollowUpEvent,
  type FollowUpState,
  type KnownFollowUp,
} from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';

/** A follow-up, and when it was raised and last changed. */
export interface FollowUpAt extends KnownFollowUp {
  readonly raisedAt: Instant;
  readonly changedAt: Instant;
}

/** Folds a follow-up from those of its events that were recorded by then; null before the first. */
export function followUpAt(
  events: readonly EventRecord[],
  recordedBy: Instant,
): FollowUpAt | null {
  let state: FollowUpState;
  let [raisedAt, changedAt]: (Instant | undefined)[] = [];
  for (const record of events) {
    if (record.recordedAt > recordedBy) continue;
    state = evolveFollowUp(state, record as EventRecord<FollowUpEvent>);
    raisedAt ??= record.recordedAt;
    changedAt = record.recordedAt;
  }
  if (state === undefined || raisedAt === undefined || changedAt === undefined) return null;
  return { ...state, raisedAt, changedAt };
}
