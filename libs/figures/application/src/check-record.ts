import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { decodeRecord, encodeRecord, type EventRecord } from '@ledger/kernel';
import { RecordAudit, type Finding } from './record-audit.js';
import { StreamPlaces } from './stream-places.js';

/** An event of the record that is not what it has to be. */
export interface Damage {
  readonly position: number;
  readonly eventId: string;
  readonly stream: string;
  readonly kind: DamageKind;
  readonly what: string;
}

/** What sort of damage it is: a name that programs can rely on. */
export type DamageKind = 'unreadable' | 'misplaced' | 'missing-position' | Finding['kind'];

export interface CheckOptions {
  /** True where the store counts positions without gaps, so that a gap is something lost. */
  readonly hasEveryPosition?: boolean;
}

const EVENTS_A_PAGE = 2_000;

/**
 * Reads the whole record and says what is wrong with it: bytes that are not the canonical JSON of
 * a record, a body that speaks of another event than the store does, gaps, ids that do not follow
 * from what the event says, references to what was never registered.
 *
 * @param visit sees every readable event, in order of position
 * @returns nothing for a sound record
 * @throws {StoreUnavailable}
 */
export async function checkRecord(
  store: EventStore,
  visit: (record: EventRecord, event: StoredEvent) => void = () => undefined,
  { hasEveryPosition = false }: CheckOptions = {},
): Promise<readonly Damage[]> {
  const damages: Damage[] = [];
  const audit = new RecordAudit();
  const places = new StreamPlaces(store);
  let after = BEGINNING;
  for (;;) {
    const page = await store.readAll(after, EVENTS_A_PAGE);
    if (page.length === 0) return damages;
    const misplaced = await places.misplaced(page);
    for (const [i, event] of page.entries()) {
      if (hasEveryPosition) damages.push(...missingBetween(after, event));
      damages.push(...damagesOf(event, misplaced[i], { audit, visit }));
      after = event.position;
    }
  }
}

function missingBetween(after: number, event: StoredEvent): readonly Damage[] {
  const missing = event.position - after - 1;
  if (missing === 0) return [];
  const what = `${missing} positions before it are missing, from ${after + 1}`;
  return [{ ...placeOf(event), kind: 'missing-position', what }];
}

function damagesOf(
  event: StoredEvent,
  misplaced: string | undefined,
  readers: {
    readonly audit: RecordAudit;
    readonly visit: (record: EventRecord, event: StoredEvent) => void;
  },
): readonly Damage[] {
  const place = placeOf(event);
  const record = soundRecord(event);
  if (typeof record === 'string') return [{ ...place, kind: 'unreadable', what: record }];
  const damages: Damage[] = [];
  if (misplaced !== undefined) damages.push({ ...place, kind: 'misplaced', what: misplaced });
  try {
    const found = readers.audit.findings(record, event.position);
    damages.push(...found.map((finding) => ({ ...place, ...finding })));
    readers.visit(record, event);
  } catch (error) {
    const what = `its facts have not the shape of ${event.type} (${String(error)})`;
    damages.push({ ...place, kind: 'unreadable', what });
  }
  return damages;
}

function placeOf({ position, id, stream }: StoredEvent): Omit<Damage, 'what' | 'kind'> {
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
