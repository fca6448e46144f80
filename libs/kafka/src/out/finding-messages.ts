import type { FeedEvent } from '@ledger/figures-application';
import { FINDING_STREAM_PREFIX } from '@ledger/figures-domain';
import type { OutgoingMessage } from '../broker/kafka-sender.js';
import { eventMessage } from './event-messages.js';
import type { MessagesOf } from './out-lane.js';

/**
 * Makes the messages of `ledger.findings.v1`: what was raised and decided about findings, in
 * order for each finding. Nothing is raised about a publication under embargo.
 *
 * @param source URI reference of the ledger
 */
export function findingMessages(source: string): MessagesOf {
  return async function* (events) {
    const messages = events.flatMap((event) => findingMessage(event, source));
    if (messages.length > 0) yield messages;
  };
}

function findingMessage(event: FeedEvent, source: string): readonly OutgoingMessage[] {
  const { stream } = event.record;
  if (!stream.startsWith(FINDING_STREAM_PREFIX)) return [];
  const key = stream.slice(FINDING_STREAM_PREFIX.length);
  return [{ ...eventMessage(event, source), key }];
}
