import { BEGINNING, type EventStore, type StoredEvent } from '@ledger/event-store-port';
import { isLedgerError, type EventRecord } from '@ledger/kernel';
import { LogAudit, type DamagedContent } from './log-audit.js';
import { soundLog } from './sound-log.js';
import { StreamRevisions } from './stream-revisions.js';

/** An event of the log that is damaged. */
export interface Damage {
  readonly position: number;
  readonly eventId: string;
  /** Empty where only the event's position is known. */
  readonly stream: string;
  readonly kind: DamageKind;
  readonly what: string;
}

/** The kind of damage: a stable name for programs. */
export type DamageKind =
  'unreadable' | 'misplaced' | 'missing-position' | 'missing-seen' | DamagedContent;

/** An event that today's rules would refuse, but earlier rules may have accepted. */
export interface Notice extends Omit<Damage, 'kind'> {
  readonly kind: 'print-not-read';
}

/** What a check of the whole log found. */
export interface LogCheck {
  /** Empty for a sound log. */
  readonly damages: readonly Damage[];
  /** For a person to check: not proof of damage. */
  readonly notices: readonly Notice[];
  /** Why the log could not be read to its end; absent where it could. */
  readonly unread?: string;
}

/** An event that was seen in the log, such as the last one that views reflect. */
export interface SeenEvent {
  readonly position: number;
  readonly eventId: string;
  /** Who saw it, as the subject of a sentence. */
  readonly by: string;
}

/** What a check of the log may rely on beyond the log itself. */
export interface CheckOptions {
  /** True where the store's positions have no gaps, so that a gap means lost events. */
  readonly hasEveryPosition?: boolean;
  /** Events that must still be there. */
  readonly seen?: readonly SeenEvent[];
}

const EVENTS_A_PAGE = 2_000;

/**
 * Reads the whole log and reports what is wrong with it: bytes that are not the canonical JSON
 * of an event record, a body of another event than the store's, unknown types, gaps, ids that do
 * not follow from the content, references to what was never registered.
 *
 * A failure to read on ends the check and is part of the answer, so that nothing found before is
 * lost.
 *
 * @param visit receives every readable event, in order of position
 */
export async function checkLog(
  store: EventStore,
  visit: (record: EventRecord, event: StoredEvent) => void = () => undefined,
  { hasEveryPosition = false, seen = [] }: CheckOptions = {},
): Promise<LogCheck> {
  const found: (Damage | Notice)[] = [];
  const audit = new LogAudit();
  const places = new StreamRevisions(store);
  let after = BEGINNING;
  try {
    for (;;) {
      const page = await nextPage(store, after);
      if (page.length === 0) break;
      const misplaced = await places.misplaced(page);
      for (const [i, event] of page.entries()) {
        if (hasEveryPosition) found.push(...missingBetween(after, event));
        found.push(...findingsOf(event, misplaced[i], { audit, visit }));
        after = event.position;
      }
    }
    found.push(...(await missingSeen(store, seen)));
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    return { ...byProof(found), unread: `read to position ${after}: ${error.message}` };
  }
  return byProof(found);
}

/** Reads everything up to the first unreadable bytes. */
async function nextPage(store: EventStore, after: number): Promise<readonly StoredEvent[]> {
  for (let eventsMax = EVENTS_A_PAGE; ; eventsMax = Math.ceil(eventsMax / 10)) {
    try {
      return await store.readAll(after, eventsMax);
    } catch (error) {
      if (eventsMax === 1 || !isLedgerError(error)) throw error;
    }
  }
}

async function missingSeen(
  store: EventStore,
  seen: readonly SeenEvent[],
): Promise<readonly Damage[]> {
  const missing: Damage[] = [];
  for (const { position, eventId, by } of seen) {
    const [event] = await store.readAll(position - 1, 1);
    if (event?.position === position && event.id === eventId) continue;
    const what =
      `${by} it, and the log no longer has it there: events were deleted, or this is an ` +
      'older copy or another log';
    missing.push({ position, eventId, stream: '', kind: 'missing-seen', what });
  }
  return missing;
}

function byProof(found: readonly (Damage | Notice)[]): LogCheck {
  const isNotice = (one: Damage | Notice): one is Notice => one.kind === 'print-not-read';
  return {
    damages: found.filter((one): one is Damage => !isNotice(one)),
    notices: found.filter(isNotice),
  };
}

function missingBetween(after: number, event: StoredEvent): readonly Damage[] {
  const missing = event.position - after - 1;
  if (missing === 0) return [];
  const gap =
    missing === 1 ? `position ${after + 1}` : `positions ${after + 1} to ${event.position - 1}`;
  const what = `${gap} before it ${missing === 1 ? 'is' : 'are'} missing`;
  return [{ ...placeOf(event), kind: 'missing-position', what }];
}

function findingsOf(
  event: StoredEvent,
  misplaced: string | undefined,
  readers: {
    readonly audit: LogAudit;
    readonly visit: (record: EventRecord, event: StoredEvent) => void;
  },
): readonly (Damage | Notice)[] {
  const place = placeOf(event);
  const record = soundLog(event);
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
