import type { CloudEvent } from '@ledger/contract';
import type { FeedEvent } from './feed.js';
import { positionText } from './position-text.js';

/** The source of events of a deployment without a configured address. */
export const DEFAULT_SOURCE = '/ledger';

/**
 * An event as it leaves the ledger, by any route.
 *
 * @see CloudEvents 1.0.2, JSON event format
 * @param source URI reference of the ledger: with the id it identifies the event globally
 */
export function toCloudEvent(
  { position, record }: FeedEvent,
  source: string = DEFAULT_SOURCE,
): CloudEvent {
  return {
    specversion: '1.0',
    id: record.id,
    source,
    type: record.type,
    subject: record.stream,
    time: record.recordedAt,
    datacontenttype: 'application/json',
    data: record.data,
    position: positionText(position),
    revision: record.revision,
    schemaversion: record.schemaVersion,
    actor: record.actor,
    correlationid: record.correlationId,
    causationid: record.causationId,
  };
}
