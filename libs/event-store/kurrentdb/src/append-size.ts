import { type StreamAppend } from '@ledger/event-store-port';

/** The server's limit for one append; it cannot be configured higher. */
export const APPEND_BYTES_MAX = 16 * 1024 * 1024;

/**
 * The client starts a new message of an append before it exceeds 3 MiB, and no event is larger
 * than one: so every message but the last has at least this much.
 */
const MESSAGE_BYTES_MIN = 2 * 1024 * 1024;

/** What the ids and the field names add to an event, rounded up. */
const EVENT_OVERHEAD_BYTES = 250;

/** An event that may be too large, with its size. */
export interface SizedEvent {
  readonly id: string;
  readonly bytes: number;
}

/** The size of an append on the wire, rounded up. */
export function appendBytes(parts: readonly StreamAppend[]): number {
  let bytes = 0;
  for (const { events } of parts) {
    for (const { type, body } of events) {
      bytes += Buffer.byteLength(body) + type.length * 2 + EVENT_OVERHEAD_BYTES;
    }
  }
  return bytes;
}

/** The most messages that the client splits an append of this size to one stream into. */
export function messagesMax(bytes: number): number {
  return 1 + Math.floor(bytes / MESSAGE_BYTES_MIN);
}

/** The event with the longest body. */
export function largestEvent(parts: readonly StreamAppend[]): SizedEvent {
  let largest: SizedEvent = { id: '', bytes: -1 };
  for (const { events } of parts) {
    for (const { id, body } of events) {
      const bytes = Buffer.byteLength(body);
      if (bytes > largest.bytes) largest = { id, bytes };
    }
  }
  return largest;
}
