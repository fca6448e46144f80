import { isCalendarDay, LedgerError, type DomainEvent, type EventRecord } from '@ledger/kernel';
import { sameFacts } from '../registry/same-facts.js';
import { isCode } from '../text/names.js';
import { MalformedName } from '../registry/registry-refusals.js';

/** What a follow-up is about. */
export interface FollowUpSubject {
  readonly publication?: string;
  readonly figure?: string;
  readonly finding?: string;
  /** Line of the publication's artefact that raised it, from 1. */
  readonly line?: number;
}

/** A question or an action that was requested. */
export interface FollowUpFacts {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
  readonly subject: FollowUpSubject;
  /** The day it was requested, if known. */
  readonly raisedOn?: string;
  /** The day it is due, where one was set. */
  readonly due?: string;
  readonly note?: string;
}

/** What may change about an open follow-up. */
export interface FollowUpChange {
  readonly owner?: string;
  readonly due?: string;
  readonly note?: string;
}

/** How a follow-up ended. */
export interface FollowUpClosing {
  readonly outcome: string;
  /** The day it was closed, where known. */
  readonly closedOn?: string;
}

/** A question or an action was raised. */
export type FollowUpRaised = DomainEvent<'FollowUpRaised', FollowUpFacts>;
/** Its owner, due date or note changed. */
export type FollowUpUpdated = DomainEvent<
  'FollowUpUpdated',
  { readonly id: string } & FollowUpChange
>;
/** It was closed, with its outcome. */
export type FollowUpClosed = DomainEvent<
  'FollowUpClosed',
  { readonly id: string } & FollowUpClosing
>;
/** Every event of a follow-up's stream. */
export type FollowUpEvent = FollowUpRaised | FollowUpUpdated | FollowUpClosed;

/** Whether a follow-up still waits for somebody. */
export const FOLLOW_UP_STATUSES = ['open', 'closed'] as const;

/** One of {@link FOLLOW_UP_STATUSES}. */
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];

/** A follow-up as deciding sees it. */
export interface KnownFollowUp {
  readonly facts: FollowUpFacts;
  /** The facts as they were raised, before any update. */
  readonly raised: FollowUpFacts;
  readonly status: FollowUpStatus;
  readonly outcome?: string;
  readonly closedOn?: string;
}

/** A follow-up, or undefined before it is raised. */
export type FollowUpState = KnownFollowUp | undefined;

/** Refuses a command on a follow-up that was never raised. */
export class UnknownFollowUp extends LedgerError {
  readonly code = 'unknown-follow-up';
  readonly kind = 'refusal';

  constructor(readonly id: string) {
    super(`There is no follow-up "${id}".`);
  }
}

/** Refuses to raise a follow-up again with other facts; the same facts change nothing. */
export class FollowUpAlreadyRaised extends LedgerError {
  readonly code = 'follow-up-already-raised';
  readonly kind = 'refusal';

  constructor(readonly id: string) {
    super(`The follow-up "${id}" was raised already, with other facts: update it instead.`);
  }
}

/** Refuses to change a follow-up that is closed. */
export class FollowUpIsClosed extends LedgerError {
  readonly code = 'follow-up-closed';
  readonly kind = 'refusal';

  constructor(readonly id: string) {
    super(`The follow-up "${id}" is closed: raise a new one.`);
  }
}

/** An update that names nothing to change: most likely a field was misspelt or forgotten. */
export class NothingToChange extends LedgerError {
  readonly code = 'nothing-to-change';
  readonly kind = 'refusal';

  constructor(readonly id: string) {
    super(`The update of "${id}" changes nothing: give an owner, a due date or a note.`);
  }
}

/** A text of a follow-up that is empty, or a day that is no calendar day. */
export class MalformedFollowUp extends LedgerError {
  readonly code = 'malformed-follow-up';
  readonly kind = 'refusal';

  constructor(
    readonly field: string,
    readonly text: string,
    readonly expected: string,
  ) {
    super(`The ${field} of a follow-up is "${text.slice(0, 60)}": give ${expected}.`);
  }
}

/** The state after one more event. */
export function evolveFollowUp(
  state: FollowUpState,
  record: EventRecord<FollowUpEvent>,
): FollowUpState {
  const event = record as FollowUpEvent;
  if (event.type === 'FollowUpRaised') {
    return { facts: event.data, raised: event.data, status: 'open' };
  }
  if (state === undefined) throw new TypeError('A follow-up is raised before all else.');
  const { id, ...change } = event.data;
  switch (event.type) {
    case 'FollowUpUpdated':
      return { ...state, facts: { ...state.facts, ...change } };
    case 'FollowUpClosed':
      return { ...state, ...change, status: 'closed' };
  }
}

/**
 * Raises a follow-up; the same facts again change nothing, also after updates.
 *
 * @throws {FollowUpAlreadyRaised} with other facts
 * @throws {MalformedName} the id is no name
 * @throws {MalformedFollowUp} a day is not in the calendar, or the title or the owner is empty
 */
export function raiseFollowUp(command: FollowUpFacts, state: FollowUpState): FollowUpEvent[] {
  if (!isCode(command.id)) throw new MalformedName('follow-up', command.id);
  refuseEmpty('title', command.title);
  refuseChange(command);
  refuseNoDay('raisedOn', command.raisedOn);
  if (state === undefined) return [{ type: 'FollowUpRaised', data: command }];
  if (sameFacts(state.raised, command)) return [];
  throw new FollowUpAlreadyRaised(command.id);
}

/**
 * Changes owner, due date or note of an open follow-up; what it says already changes nothing.
 *
 * @throws {NothingToChange} the update names none of them
 * @throws {UnknownFollowUp}
 * @throws {FollowUpIsClosed}
 * @throws {MalformedFollowUp} the due date is no day, or the owner is no name
 */
export function updateFollowUp(
  id: string,
  change: FollowUpChange,
  state: FollowUpState,
): FollowUpEvent[] {
  const { facts } = open(id, state);
  if (Object.values(change).every((value) => value === undefined)) {
    throw new NothingToChange(id);
  }
  refuseChange(change);
  if (sameFacts({ ...facts, ...change }, facts)) return [];
  return [{ type: 'FollowUpUpdated', data: { id, ...change } }];
}

/**
 * Closes a follow-up; closing it again with the same outcome changes nothing.
 *
 * @throws {UnknownFollowUp}
 * @throws {FollowUpIsClosed} with another outcome
 * @throws {MalformedFollowUp} the outcome is empty, or the day is not in the calendar
 */
export function closeFollowUp(
  id: string,
  closing: FollowUpClosing,
  state: FollowUpState,
): FollowUpEvent[] {
  if (state?.status === 'closed' && state.outcome === closing.outcome) return [];
  open(id, state);
  refuseEmpty('outcome', closing.outcome);
  refuseNoDay('closedOn', closing.closedOn);
  return [{ type: 'FollowUpClosed', data: { id, ...closing } }];
}

/** The name of the stream a follow-up's events are on. */
export function followUpStream(id: string): string {
  return `followup-${id}`;
}

function open(id: string, state: FollowUpState): KnownFollowUp {
  if (state === undefined) throw new UnknownFollowUp(id);
  if (state.status === 'closed') throw new FollowUpIsClosed(id);
  return state;
}

function refuseChange({ owner, due }: FollowUpChange): void {
  if (owner !== undefined) refuseEmpty('owner', owner);
  refuseNoDay('due', due);
}

function refuseEmpty(field: string, text: string): void {
  if (text.trim() === '') throw new MalformedFollowUp(field, text, 'some words');
}

function refuseNoDay(field: string, text: string | undefined): void {
  if (text === undefined || isCalendarDay(text)) return;
  throw new MalformedFollowUp(field, text, 'a day, as 2024-09-05');
}
