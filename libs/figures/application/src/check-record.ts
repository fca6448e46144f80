import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { decodeRecord, encodeRecord, type EventRecord } from '@ledger/kernel';
import { RecordAudit, type DamagedContent } from './record-audit.js';
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
export type DamageKind = 'unreadable' | 'misplaced' | 'missing-position' | DamagedContent;

/** An event that today's rules would refuse, and those of its day may have accepted. */
export interface Notice extends Omit<Damage, 'kind'> {
  readonly kind: 'print-not-read';
}

/** What a check of the whole record found. */
export interface RecordCheck {
  /** Empty for a sound record. */
  readonly damages: readonly Damage[];
  /** For a person to look at: no proof of damage. */
  readonly notices: readonly Notice[];
}

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
 * @throws {StoreUnavailable}
 */
export async function checkRecord(
  store: EventStore,
  visit: (record: EventRecord, event: StoredEvent) => void = () => undefined,
  { hasEveryPosition = false }: CheckOptions = {},
): Promise<RecordCheck> {
  const found: (Damage | Notice)[] = [];
  const audit = new RecordAudit();
  const places = new StreamPlaces(store);
  let after = BEGINNING;
  for (;;) {
    const page = await store.readAll(after, EVENTS_A_PAGE);
    if (page.length === 0) return byProof(found);
    const misplaced = await places.misplaced(page);
    for (const [i, event] of page.entries()) {
      if (hasEveryPosition) found.push(...missingBetween(after, event));
      found.push(...findingsOf(event, misplaced[i], { audit, visit }));
      after = event.position;
    }
  }
}

function byProof(found: readonly (Damage | Notice)[]): RecordCheck {
  const isNotice = (one: Damage | Notice): one is Notice => one.kind === 'print-not-read';
  return {
    damages: found.filter((one): one is Damage => !isNotice(one)),
    notices: found.filter(isNotice),
  };
}

function missingBetween(after: number, event: StoredEvent): readonly Damage[] {
  const missing = event.position - after - 1;
  if (missing === 0) return [];
  const what = `${missing} positions before it are missing, from ${after + 1}`;
  return [{ ...placeOf(event), kind: 'missing-position', what }];
}

function findingsOf(
  event: StoredEvent,
  misplaced: string | undefined,
  readers: {
    readonly audit: RecordAudit;
    readonly visit: (record: EventRecord, event: StoredEvent) => void;
  },
): readonly (Damage | Notice)[] {
  const place = placeOf(event);
  const record = soundRecord(event);
  if (typeof record === 'string') return [{ ...place, kind: 'unreadable', what: record }];
  const found: (Damage | Notice)[] = [];
  if (misplaced !== undefined) found.push({ ...place, kind: 'misplaced', what: misplaced });
  try {
    const audited = readers.audit.findings(record, event.position);
    found.push(...audited.map((finding) => ({ ...place, ...finding })));
    readers.visit(record, event);
  } catch (error) {
    const what = `its facts have not the shape of ${event.type} (${String(error)})`;
    found.push({ ...place, kind: 'unreadable', what });
  }
  return found;
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
