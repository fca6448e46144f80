import { toCloudEvent, type FeedPage } from '@ledger/figures-application';

/** A line that says nothing but that the connection stands. */
export const SIGN_OF_LIFE = ': \n\n';

/**
 * A page of the feed as server-sent events: each event's id is its position, from which a client
 * that comes back is served on.
 *
 * A page in which nothing was wanted still moves that id, or a client of a rare type would be
 * sent back to the beginning.
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
