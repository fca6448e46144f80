import { EventTooLarge, MalformedAppend } from './event-store-errors.js';
import {
  APPEND_EVENTS_MAX,
  EVENT_BYTES_MAX,
  NO_STREAM,
  type NewEvent,
  type StreamAppend,
} from './event-store.js';

/** The most bytes that a UTF-16 code unit takes in UTF-8. */
const CODE_UNIT_BYTES_MAX = 3;

/**
 * Refuses what no store accepts, so that all adapters refuse the same.
 *
 * @throws {MalformedAppend} a name, number or text that {@link EventStore.append} rules out
 * @throws {EventTooLarge} a body exceeds {@link EVENT_BYTES_MAX}
 */
export function checkAppend(
  stream: string,
  expectedRevision: number,
  events: readonly NewEvent[],
): void {
  if (stream === '') throw new MalformedAppend(stream, 'the stream has no name');
  if (!stream.isWellFormed()) throw new MalformedAppend(stream, 'its name has no UTF-8 form');
  if (!Number.isSafeInteger(expectedRevision) || expectedRevision < NO_STREAM) {
    throw new MalformedAppend(stream, `${expectedRevision} is not a revision`);
  }
  if (events.length === 0) throw new MalformedAppend(stream, 'there are no events in it');
  if (events.length > APPEND_EVENTS_MAX) {
    const fault = `it has ${events.length} events; the most is ${APPEND_EVENTS_MAX}`;
    throw new MalformedAppend(stream, fault);
  }
  for (const event of events) checkEvent(stream, event);
}

/**
 * Refuses an append to several streams that no store accepts.
 *
 * @throws {MalformedAppend} something that {@link EventStore.appendAcrossStreams} rules out
 * @throws {EventTooLarge} a body exceeds {@link EVENT_BYTES_MAX}
 */
export function checkAppendAcross(parts: readonly StreamAppend[]): void {
  const streams = new Set<string>();
  let events = 0;
  for (const part of parts) {
    checkAppend(part.stream, part.expectedRevision, part.events);
    streams.add(part.stream.toLowerCase());
    events += part.events.length;
    if (events > APPEND_EVENTS_MAX) {
      const fault = `all parts have more than ${APPEND_EVENTS_MAX} events`;
      throw new MalformedAppend(part.stream, fault);
    }
  }
  if (parts.length === 0)
    throw new MalformedAppend(streamsOf(parts), 'there are no parts in it');
  if (streams.size < parts.length) {
    throw new MalformedAppend(streamsOf(parts), 'a stream is in it twice');
  }
}

/** The streams of an append as messages name them; there may be thousands. */
export function streamsOf(parts: readonly Pick<StreamAppend, 'stream'>[]): string {
  const [first, ...others] = parts;
  if (first === undefined) return 'no stream';
  return others.length === 0 ? first.stream : `${first.stream} and ${others.length} more`;
}

function checkEvent(stream: string, { id, type, body }: NewEvent): void {
  // A lone surrogate would be stored as another character, and the bytes would differ.
  if (!id.isWellFormed() || !type.isWellFormed() || !body.isWellFormed()) {
    throw new MalformedAppend(stream, `event ${id.toWellFormed()} has no UTF-8 form`);
  }
  if (body.length * CODE_UNIT_BYTES_MAX <= EVENT_BYTES_MAX) return;
  const bytes = Buffer.byteLength(body);
  if (bytes > EVENT_BYTES_MAX) throw new EventTooLarge(id, bytes, EVENT_BYTES_MAX);
}
