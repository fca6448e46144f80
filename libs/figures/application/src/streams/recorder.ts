import type { NewEvent } from '@ledger/event-store-port';
import {
  canonicalJson,
  derivedId,
  encodeRecord,
  type DomainEvent,
  type EventRecord,
  type Json,
  type Origin,
} from '@ledger/kernel';
import { LEDGER_EVENTS } from '@ledger/figures-domain';
import type { Clock } from './clock.js';
import { randomSalt, type Salts } from './salts.js';

/** Where an event is appended. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
}

/** Makes event records: the only code that fills in the envelope. */
export class Recorder {
  readonly #clock: Clock;
  readonly #salts: Salts;

  constructor(clock: Clock, salts: Salts = randomSalt) {
    this.#clock = clock;
    this.#salts = salts;
  }

  /** @param id derived from the event's content, the same on every retry */
  record<Event extends DomainEvent>(
    event: Event,
    id: string,
    place: Place,
    origin: Origin,
  ): EventRecord<Event> {
    // In order of names, as they are stored: so nothing needs sorting.
    return {
      actor: origin.actor,
      causationId: origin.causationId,
      correlationId: origin.correlationId,
      data: event.data,
      id,
      recordedAt: this.#clock.now(),
      revision: place.revision,
      salt: this.#salts(),
      schemaVersion: LEDGER_EVENTS.versionOf(event.type),
      stream: place.stream,
      type: event.type,
    };
  }
}

/**
 * The id of an event that may happen again with the same facts, as a publication may be reopened
 * twice for one reason: it is derived from the event's revision too.
 */
export function placedEventId(event: DomainEvent, { stream, revision }: Place): string {
  return derivedId(
    `${event.type}\n${stream}\n${revision}\n${canonicalJson(event.data as Json)}`,
  );
}

/** The record in the form that the store accepts. */
export function newEventOf(record: EventRecord): NewEvent {
  return { id: record.id, type: record.type, body: encodeRecord(record) };
}
