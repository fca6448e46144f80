import { type StreamAppend } from '@ledger/event-store-port';

/** The server takes no more in one append, however it is configured. */
export const APPEND_BYTES_MAX = 16 * 1024 * 1024;

/**
 * The client begins another message of an append before it exceeds 3 MiB, and no event has more
 * than one: so this much is in every message but the last.
 */
const MESSAGE_BYTES_MIN = 2 * 1024 * 1024;

/** What the server's id, the ledger's, and the names of the fields add to an event, rounded up. */
const EVENT_OVERHEAD_BYTES = 250;

/** An event that may be too large, and how large it is. */
export interface SizedEvent {
  readonly id: string;
  readonly bytes: number;
}

/** What an append takes on its way, a little more rather than less. */
export function appendBytes(parts: readonly StreamAppend[]): number {
  let bytes = 0;
  for (const { events } of parts) {
    for (const { type, body } of events) {
      bytes += Buffer.byteLength(body) + type.length * 2 + EVENT_OVERHEAD_BYTES;
    }
  }
  return bytes;
}

/** How many messages the client makes of an append to one stream, at most. */
export function appendMessages(bytes: number): number {
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
