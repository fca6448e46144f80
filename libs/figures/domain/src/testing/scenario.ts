import assert from 'node:assert/strict';
import { instantOf, isLedgerError, type DomainEvent, type EventRecord } from '@ledger/kernel';
import { exampleOrigin } from './examples.js';

/** A stream's decider: how events become a state, and what is decided on it. */
export interface Decider<State, Event extends DomainEvent, Command> {
  readonly initial: State;
  readonly evolve: (state: State, record: EventRecord<Event>) => State;
  /** The events to add, none if nothing changes. */
  readonly decide: (command: Command, state: State) => readonly Event[];
  /** The id of an event, where a later decision needs it. */
  readonly idOf?: (event: Event, revision: number) => string;
}

/** What was expected of a decision. */
export interface Outcome<Event> {
  /** Exactly these events are decided, in this order. */
  readonly then: (...events: readonly Event[]) => void;
  /** Nothing changes, and that is no refusal. */
  readonly thenNothing: () => void;
  /** The command is refused with this code. */
  readonly thenRefused: (code: string) => void;
}

/** "Given these events, when this command comes, then those events follow." */
export type Given<Event, Command> = (...events: readonly Event[]) => {
  readonly when: (command: Command) => Outcome<Event>;
};

/** Makes the `given` of a decider's spec. */
export function scenario<State, Event extends DomainEvent, Command>(
  decider: Decider<State, Event, Command>,
): Given<Event, Command> {
  return (...events) => ({ when: (command) => outcome(decider, events, command) });
}

/** An event with an example envelope. */
export function recordOf<Event extends DomainEvent>(
  event: Event,
  id: string,
  revision = 0,
): EventRecord<Event> {
  const place = { stream: 'an-example', revision, schemaVersion: 1 };
  const recordedAt = instantOf(Date.UTC(2025, 0, 1) + revision);
  return { ...event, ...exampleOrigin, ...place, id, recordedAt };
}

function outcome<State, Event extends DomainEvent, Command>(
  decider: Decider<State, Event, Command>,
  events: readonly Event[],
  command: Command,
): Outcome<Event> {
  const state = events.reduce((before, event, revision) => {
    const id = decider.idOf?.(event, revision) ?? `event-${revision}`;
    return decider.evolve(before, recordOf(event, id, revision));
  }, decider.initial);
  const decide = (): readonly Event[] => decider.decide(command, state);
  return {
    then: (...expected) => assert.deepEqual(decide(), expected),
    thenNothing: () => assert.deepEqual(decide(), []),
    thenRefused: (code) => assert.throws(decide, (error) => isRefusal(error, code)),
  };
}

function isRefusal(error: unknown, code: string): boolean {
  assert.ok(isLedgerError(error), error instanceof Error ? error : String(error));
  assert.equal(error.code, code);
  return true;
}
