import type { EventStore } from '@ledger/event-store-port';
import { ViewsOfAnotherLog } from './projection-errors.js';
import type { Build } from './projection-store.js';

/**
 * Checks that a build was made from this log: after a restore from a backup, or with views of
 * another ledger, its checkpoint names an event that does not exist.
 *
 * @throws {ViewsOfAnotherLog}
 */
export async function checkSameLog(
  eventStore: Pick<EventStore, 'readAll'>,
  { projection, checkpoint }: Build,
): Promise<void> {
  const { position, eventId } = checkpoint;
  if (position === 0) return;
  const [event] = await eventStore.readAll(position - 1, 1);
  if (event?.position === position && event.id === eventId) return;
  throw new ViewsOfAnotherLog(projection.name, position, eventId);
}
