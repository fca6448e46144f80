import type { FeedEvent } from './feed.js';
import { positionText } from './position-text.js';

/**
 * An event as it leaves the ledger, whichever way it goes.
 *
 * @see CloudEvents 1.0.2, JSON event format
 */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The stream. */
  readonly subject: string;
  /** When the ledger recorded it. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: unknown;
  /** As text, like every {@link positionText}. */
  readonly position: string;
  readonly revision: number;
  readonly schemaversion: number;
  readonly actor: string;
  readonly correlationid: string;
  readonly causationid: string;
}

/** The source of events whose deployment has told no address of its own. */
export const DEFAULT_SOURCE = '/ledger';

/** @param source URI reference of the ledger: with the id it names the event world-wide */
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
