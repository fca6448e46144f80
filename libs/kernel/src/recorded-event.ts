import { canonicalJson, type Json } from './canonical-json.js';
import type { Instant } from './instant.js';

/**
 * Something that happened, as the ledger keeps it for ever.
 *
 * @typeParam Type the past-tense name, never renamed
 * @typeParam Facts what was reported and where that can be seen; nothing computed
 */
export interface DomainEvent<Type extends string = string, Facts = unknown> {
  readonly type: Type;
  readonly data: Facts;
}

/** Who says so, and what led to it. */
export interface Origin {
  /** Who acted: a person's or a system's name as the deployment knows it. */
  readonly actor: string;
  /** The same for everything that one request or one import led to. */
  readonly correlationId: string;
  /** The id of the event or command that directly led to this. */
  readonly causationId: string;
}

/** An event with everything the record says of it. */
export interface EventRecord<Event extends DomainEvent = DomainEvent> extends Origin {
  readonly id: string;
  readonly stream: string;
  /** Place in its stream, from 0, without gaps. */
  readonly revision: number;
  readonly type: Event['type'];
  readonly data: Event['data'];
  /**
   * 16 random bytes, base64url without padding. With them a digest of the stored bytes tells nobody
   * what they are who may not read them. Absent in events from before there were salts.
   */
  readonly salt?: string;
  readonly schemaVersion: number;
  /** The ledger's clock when it took the event. */
  readonly recordedAt: Instant;
}

/** The bytes that are stored and hashed: canonical JSON of the whole record. */
export function encodeRecord(record: EventRecord): string {
  return canonicalJson(record as unknown as Json);
}

/**
 * Parses stored bytes, in whatever version they were written: for what looks at the envelope alone.
 * What an event says is read by an `EventReader`.
 *
 * @throws {SyntaxError} if they are not JSON: the store is damaged
 */
export function decodeRecord<Event extends DomainEvent>(body: string): EventRecord<Event> {
  return JSON.parse(body) as EventRecord<Event>;
}
