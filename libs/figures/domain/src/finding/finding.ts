import { LedgerError, type DomainEvent, type EventRecord } from '@ledger/kernel';

/** It reverses a conclusion, it changes the size, or it is off in the last digit. */
export const FINDING_SEVERITIES = ['conclusion', 'size', 'last-digit'] as const;

/** How much a finding misleads. */
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** A contradiction the ledger can show. */
export interface FindingFacts {
  readonly id: string;
  /** Name and version of the rule that found it. */
  readonly rule: { readonly name: string; readonly version: number };
  /** The events it rests on. */
  readonly inputs: readonly string[];
  /** Keys of the figures it is about. */
  readonly figures: readonly string[];
  readonly verdict: string;
  /** The publication whose number was recomputed; absent on what was raised before it was noted. */
  readonly publication?: string;
  /** How much it misleads; absent on what was raised before findings had it. */
  readonly severity?: FindingSeverity;
  /** One paragraph for a reader who knows no rule. */
  readonly explanation?: string;
  /** The smallest change that would reconcile it, where one can be named. */
  readonly remedy?: string;
}

/** What can be decided about a finding, by people or by later numbers. */
export const FINDING_DECISIONS = [
  'explained',
  'accepted',
  'dismissed',
  'reopened',
  'reconciled',
] as const;

/** What people decided about a finding. */
export type FindingDecision = (typeof FINDING_DECISIONS)[number];

type Decided = { readonly id: string; readonly reason: string };

/** A contradiction was found. */
export type FindingRaised = DomainEvent<'FindingRaised', FindingFacts>;
/** Somebody said why the numbers differ rightly. */
export type FindingExplained = DomainEvent<'FindingExplained', Decided>;
/** Somebody agreed that the number is wrong. */
export type FindingAccepted = DomainEvent<'FindingAccepted', Decided>;
/** Somebody said that it is no contradiction. */
export type FindingDismissed = DomainEvent<'FindingDismissed', Decided>;
/** A decision was taken back, or it is found again. */
export type FindingReopened = DomainEvent<'FindingReopened', Decided>;
/** The numbers agree since they were corrected. */
export type FindingReconciled = DomainEvent<'FindingReconciled', Decided>;
/** A better version of its rule, or later numbers, say it otherwise: in another finding. */
export type FindingSuperseded = DomainEvent<
  'FindingSuperseded',
  Decided & { readonly by: string }
>;
/** Every event of a finding's stream. */
export type FindingEvent =
  | FindingRaised
  | FindingExplained
  | FindingAccepted
  | FindingDismissed
  | FindingReopened
  | FindingReconciled
  | FindingSuperseded;

/** A finding as deciding sees it. */
export interface KnownFinding {
  readonly facts: FindingFacts;
  readonly status: 'open' | 'superseded' | Exclude<FindingDecision, 'reopened'>;
}

/** A finding, or undefined before it is raised. */
export type FindingState = KnownFinding | undefined;

/** Refuses a decision on a finding that was never raised. */
export class UnknownFinding extends LedgerError {
  readonly code = 'unknown-finding';
  readonly kind = 'refusal';

  constructor(readonly id: string) {
    super(`There is no finding "${id}".`);
  }
}

/** A decision that does not fit what was decided before. */
export class FindingDecisionOutOfOrder extends LedgerError {
  readonly code = 'finding-decision-out-of-order';
  readonly kind = 'refusal';

  constructor(
    readonly id: string,
    readonly status: string,
    readonly decision: FindingDecision,
  ) {
    super(`Finding ${id} is ${status} and so cannot be ${decision}.`);
  }
}

const EVENT_OF = {
  explained: 'FindingExplained',
  accepted: 'FindingAccepted',
  dismissed: 'FindingDismissed',
  reopened: 'FindingReopened',
  reconciled: 'FindingReconciled',
} as const satisfies Record<FindingDecision, FindingEvent['type']>;

/** The state after one more event. */
export function evolveFinding(
  state: FindingState,
  record: EventRecord<FindingEvent>,
): FindingState {
  const event = record as FindingEvent;
  if (event.type === 'FindingRaised') return { facts: event.data, status: 'open' };
  if (state === undefined) throw new TypeError('A finding is raised before all else.');
  switch (event.type) {
    case 'FindingExplained':
      return { ...state, status: 'explained' };
    case 'FindingAccepted':
      return { ...state, status: 'accepted' };
    case 'FindingDismissed':
      return { ...state, status: 'dismissed' };
    case 'FindingReopened':
      return { ...state, status: 'open' };
    case 'FindingReconciled':
      return { ...state, status: 'reconciled' };
    case 'FindingSuperseded':
      return { ...state, status: 'superseded' };
  }
}

/**
 * Raises a finding once: a rule that finds it again adds nothing, regardless of decisions about
 * it. What had been reconciled and is found again is open again.
 */
export function raiseFinding(command: FindingFacts, state: FindingState): FindingEvent[] {
  if (state === undefined) return [{ type: 'FindingRaised', data: command }];
  if (state.status !== 'reconciled' && state.status !== 'superseded') return [];
  const reason = 'It is found again.';
  return [{ type: 'FindingReopened', data: { id: command.id, reason } }];
}

/** Why a finding closes automatically: it is no longer found, or another one replaces it. */
export type FindingEnd =
  | { readonly kind: 'reconciled'; readonly reason: string }
  | { readonly kind: 'superseded'; readonly by: string; readonly reason: string };

/**
 * Closes a finding that is no longer found. What people decided about it stays in its history.
 *
 * @throws {UnknownFinding}
 */
export function endFinding(id: string, end: FindingEnd, state: FindingState): FindingEvent[] {
  if (state === undefined) throw new UnknownFinding(id);
  const { reason } = end;
  if (state.status === 'reconciled' || state.status === 'superseded') return [];
  return end.kind === 'reconciled'
    ? [{ type: 'FindingReconciled', data: { id, reason } }]
    : [{ type: 'FindingSuperseded', data: { id, by: end.by, reason } }];
}

/**
 * Records what people decided.
 *
 * @throws {UnknownFinding}
 * @throws {FindingDecisionOutOfOrder} only what is open can be decided, only what is not can be
 *   reopened
 */
export function decideFinding(
  id: string,
  decision: FindingDecision,
  reason: string,
  state: FindingState,
): FindingEvent[] {
  if (state === undefined) throw new UnknownFinding(id);
  if (state.status === decision) return [];
  const isOpen = state.status === 'open';
  if (isOpen === (decision === 'reopened')) {
    throw new FindingDecisionOutOfOrder(id, state.status, decision);
  }
  return [{ type: EVENT_OF[decision], data: { id, reason } }];
}

/** The name of the stream a finding's events are on. */
export function findingStream(id: string): string {
  return `${FINDING_STREAM_PREFIX}${id}`;
}

/** The names of all streams of findings begin so. */
export const FINDING_STREAM_PREFIX = 'finding-';
