import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { decodeRecord, encodeRecord, type EventRecord } from '@ledger/kernel';
import { StreamPlaces } from './stream-places.js';

/** An event of the record that is not what it has to be. */
export interface Damage {
  readonly position: number;
  readonly eventId: string;
  readonly stream: string;
  readonly what: string;
}

const EVENTS_A_PAGE = 2_000;

/**
 * Reads the whole record and says what is wrong with it: bytes that are not the canonical JSON of
 * a record, a body that speaks of another event than the store does, a gap in a stream.
 *
 * @param visit sees every sound event, in order of position
 * @returns nothing for a sound record
 * @throws {StoreUnavailable}
 */
export async function checkRecord(
  store: EventStore,
  visit: (record: EventRecord, event: StoredEvent) => void = () => undefined,
): Promise<readonly Damage[]> {
  const damages: Damage[] = [];
  const places = new StreamPlaces(store);
  let after = BEGINNING;
  for (;;) {
    const page = await store.readAll(after, EVENTS_A_PAGE);
    const last = page.at(-1);
    if (last === undefined) return damages;
    const misplaced = await places.misplaced(page);
    for (const [i, event] of page.entries()) {
      const record = soundRecord(event);
      const what = typeof record === 'string' ? record : misplaced[i];
      if (what !== undefined) damages.push({ ...placeOf(event), what });
      if (typeof record !== 'string') visit(record, event);
    }
    after = last.position;
  }
}

function placeOf({ position, id, stream }: StoredEvent): Omit<Damage, 'what'> {
  return { position, eventId: id, stream };
}

/** The record an event holds, or what is wrong with its bytes. */
function soundRecord(event: StoredEvent): EventRecord | string {
  let record: EventRecord;
  try {
    record = decodeRecord(event.body);
  } catch {
    return 'its bytes are not JSON';
  }
  if (encodeRecord(record) !== event.body) return 'its bytes are not canonical';
  for (const field of ['id', 'stream', 'revision', 'type'] as const) {
    if (record[field] !== event[field]) {
      return `its body says ${field} ${record[field]}, the store ${event[field]}`;
    }
  }
  return record;
}
