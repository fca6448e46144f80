import { canonicalJson, type Json } from './canonical-json.js';
import type { Instant } from './instant.js';

/**
 * Something that happened, as the ledger keeps it forever.
 *
 * @typeParam Type the past-tense name, never renamed
 * @typeParam Facts what was reported and where that can be seen; nothing computed
 */
export interface DomainEvent<Type extends string = string, Facts = unknown> {
  readonly type: Type;
  readonly data: Facts;
}

/** Who recorded it, and what caused it. */
export interface Origin {
  /** A person's or a system's name as the deployment knows it. */
  readonly actor: string;
  /** The same for everything caused by one request or one import. */
  readonly correlationId: string;
  /** The id of the event or command that directly caused this. */
  readonly causationId: string;
}

/** An event with its envelope, as stored. */
export interface EventRecord<Event extends DomainEvent = DomainEvent> extends Origin {
  readonly id: string;
  readonly stream: string;
  /** Revision in its stream: from 0, without gaps. */
  readonly revision: number;
  readonly type: Event['type'];
  readonly data: Event['data'];
  /**
   * 16 random bytes, base64url without padding. They keep a digest of the stored bytes from
   * revealing the event to somebody who may not read it. Absent in events older than salts.
   */
  readonly salt?: string;
  readonly schemaVersion: number;
  /** The ledger's clock when it recorded the event. */
  readonly recordedAt: Instant;
}

/** The bytes that are stored and hashed: canonical JSON of the whole record. */
export function encodeRecord(record: EventRecord): string {
  return canonicalJson(record as unknown as Json);
}

/**
 * Parses stored bytes of any version, for code that only needs the envelope. To read the event's
 * facts, use an `EventReader`.
 *
 * @throws {SyntaxError} the bytes are not JSON: the store is damaged
 */
export function decodeRecord<Event extends DomainEvent>(body: string): EventRecord<Event> {
  return JSON.parse(body) as EventRecord<Event>;
}
