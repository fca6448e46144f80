import { toCloudEvent, type FeedPage } from '@ledger/figures-application';

/** A comment line that keeps the connection alive. */
export const SIGN_OF_LIFE = ': \n\n';

/**
 * A page of the feed as server-sent events: each event's id is its position, from which a
 * client that reconnects resumes.
 *
 * A page without matching events still advances the id, or a client that filters for a rare
 * type would start again from the beginning.
 */
export function serverSentEvents({ events, position }: FeedPage): string {
  if (events.length === 0) return `id: ${position}\n\n`;
  return events
    .map((event) => {
      const data = JSON.stringify(toCloudEvent(event));
      return `id: ${event.position}\nevent: ${event.record.type}\ndata: ${data}\n\n`;
    })
    .join('');
}
