import {
  evolveFinding,
  type FindingEvent,
  type FindingState,
  type KnownFinding,
} from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';

/** One thing that happened to a finding. */
export interface FindingStep {
  readonly type: FindingEvent['type'];
  /** Why; absent where it was raised. */
  readonly reason?: string;
  /** The finding that replaces it. */
  readonly by?: string;
  readonly actor: string;
  readonly recordedAt: Instant;
  readonly eventId: string;
}

/** A finding with everything that happened to it, in order. */
export interface FindingAt extends KnownFinding {
  readonly history: readonly [FindingStep, ...FindingStep[]];
}

/** Folds a finding from those of its events that were recorded by then; null before the first. */
export function findingAt(
  events: readonly EventRecord[],
  recordedBy: Instant,
): FindingAt | null {
  let state: FindingState;
  const history: FindingStep[] = [];
  for (const record of events) {
    if (record.recordedAt > recordedBy) continue;
    state = evolveFinding(state, record as EventRecord<FindingEvent>);
    history.push(findingStep(record as EventRecord<FindingEvent>));
  }
  const [first, ...others] = history;
  if (state === undefined || first === undefined) return null;
  return { ...state, history: [first, ...others] };
}

function findingStep({
  type,
  data,
  actor,
  recordedAt,
  id: eventId,
}: EventRecord<FindingEvent>): FindingStep {
  return {
    type,
    ...('reason' in data ? { reason: data.reason } : {}),
    ...('by' in data ? { by: data.by } : {}),
    ...{ actor, recordedAt, eventId },
  };
}
