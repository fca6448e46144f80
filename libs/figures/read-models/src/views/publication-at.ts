import {
  evolvePublication,
  UnknownPublication,
  type KnownPublication,
  type PublicationEvent,
  type PublicationState,
} from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';
import { visibleFrom, type Visibility } from './visibility.js';

/** A publication as the ledger knew it at some moment. */
export interface PublicationAt extends KnownPublication, Visibility {
  readonly registeredAt: Instant;
  /** When it was released, of one that was under embargo. */
  readonly releasedAt: Instant | null;
}

/**
 * Folds a publication from those of its events that were recorded by then.
 *
 * Its registration counts whenever it was recorded: writers' clocks may differ, and what refers to
 * a publication was recorded after it.
 *
 * @throws {UnknownPublication} there is no registration
 */
export function publicationAt(
  id: string,
  events: readonly EventRecord[] | undefined,
  recordedBy: Instant,
): PublicationAt {
  let state: PublicationState;
  let releasedAt: Instant | null = null;
  for (const record of events ?? []) {
    if (state !== undefined && record.recordedAt > recordedBy) continue;
    state = evolvePublication(state, record as EventRecord<PublicationEvent>);
    if (record.type === 'PublicationReleased') releasedAt = record.recordedAt;
  }
  const registered = events?.[0];
  if (state === undefined || registered === undefined) throw new UnknownPublication(id);
  const registeredAt = registered.recordedAt;
  return { ...state, registeredAt, releasedAt, visibleFrom: visibleFrom(state, releasedAt) };
}
