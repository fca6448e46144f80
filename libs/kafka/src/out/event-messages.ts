import { toCloudEvent, type FeedEvent } from '@ledger/figures-application';
import { FIGURE_STREAM_PREFIX } from '@ledger/figures-domain';
import type { OutgoingMessage } from '../broker/kafka-sender.js';
import type { MessagesOf } from './out-lane.js';

/** The content type of a message with a CloudEvent in JSON. */
export const CLOUD_EVENT_TYPE = 'application/cloudevents+json; charset=UTF-8';

/**
 * Makes the messages of `ledger.events.v1`: every event, in its order.
 *
 * @param source URI reference of the ledger
 */
export function eventMessages(source: string): MessagesOf {
  return async function* (events) {
    yield events.map((event) => eventMessage(event, source));
  };
}

/** An event as a message; the header `position` lets consumers order and deduplicate. */
export function eventMessage(event: FeedEvent, source: string): OutgoingMessage {
  const { id, type, stream } = event.record;
  return {
    key: keyOfStream(stream),
    value: JSON.stringify(toCloudEvent(event, source)),
    headers: {
      'content-type': CLOUD_EVENT_TYPE,
      position: String(event.position),
      'event-id': id,
      type,
    },
  };
}

/** A figure's key for its stream, else the stream's name: the unit of ordering. */
export function keyOfStream(stream: string): string {
  return figureOfStream(stream) ?? stream;
}

/** The key of a stream's figure, if it is a figure's stream. */
export function figureOfStream(stream: string): string | undefined {
  if (!stream.startsWith(FIGURE_STREAM_PREFIX)) return undefined;
  return stream.slice(FIGURE_STREAM_PREFIX.length);
}
