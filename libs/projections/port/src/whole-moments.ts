import { recordedAtIn, type EventStore, type StoredEvent } from '@ledger/event-store-port';

/** Events to apply in one commit, and those that have to wait for later events. */
export interface WholeMoments {
  readonly whole: readonly StoredEvent[];
  readonly rest: readonly StoredEvent[];
}

/**
 * Splits events before the last moment of recorded time if it may continue after them: views
 * that ended within a moment would answer for it now without what they answer with later.
 *
 * @param events in order of position, at least one
 */
export async function wholeMoments(
  eventStore: Pick<EventStore, 'readAll'>,
  events: readonly StoredEvent[],
): Promise<WholeMoments> {
  const last = events.at(-1);
  if (last === undefined) return { whole: events, rest: [] };
  const [next] = await eventStore.readAll(last.position, 1);
  const moment = recordedAtIn(last.body);
  const goesOn =
    next !== undefined && moment !== undefined && moment === recordedAtIn(next.body);
  if (!goesOn) return { whole: events, rest: [] };
  const before = events.findLastIndex(({ body }) => recordedAtIn(body) !== moment);
  return { whole: events.slice(0, before + 1), rest: events.slice(before + 1) };
}
