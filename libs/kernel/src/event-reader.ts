import { decodeRecord, type DomainEvent, type EventRecord } from './recorded-event.js';
import { LedgerError } from './ledger-error.js';

/** The record of one of several types of events, discriminated by type. */
export type RecordOf<Event extends DomainEvent> = Event extends DomainEvent
  ? EventRecord<Event>
  : never;

/**
 * Upgrades the data of one version of a type to the next one. Ids of figures' events are derived
 * from their data, so the fields that ids are derived from must not change.
 */
export type Lift = (
  data: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

/**
 * For each type of event, the lifts from its first version to the current one, in order: the
 * n-th lifts version n to n + 1.
 */
export type Lifts<Type extends string> = { readonly [Each in Type]: readonly Lift[] };

/** An event of an unknown type or version. */
export class EventNotReadable extends LedgerError {
  readonly code = 'event-not-readable';
  readonly kind = 'damage';

  /** @param newest the newest version of the type that can be read; 0 if the type is unknown */
  constructor(
    readonly eventId: string,
    readonly type: string,
    readonly schemaVersion: unknown,
    newest: number,
  ) {
    const known =
      newest === 0 ? 'does not know this type' : `reads versions 1 to ${newest} of this type`;
    super(
      `Event ${eventId} is ${type} version ${String(schemaVersion)}, and this version of the ` +
        `ledger ${known}: run the version that wrote it, or a later one. If none did, restore ` +
        'the log from a backup.',
    );
  }
}

/** Reads stored events of any version as the current types. No other code knows old shapes. */
export class EventReader<Event extends DomainEvent> {
  readonly #lifts: ReadonlyMap<string, readonly Lift[]>;

  /** @param lifts has an entry for every type, or does not compile */
  constructor(lifts: Lifts<Event['type']>) {
    this.#lifts = new Map(Object.entries(lifts));
  }

  /** The types it reads, in declared order. */
  get types(): readonly Event['type'][] {
    return [...this.#lifts.keys()];
  }

  /** The current version of a type of event; 0 for an unknown type. */
  versionOf(type: string): number {
    const lifts = this.#lifts.get(type);
    return lifts === undefined ? 0 : lifts.length + 1;
  }

  /**
   * Decodes stored bytes.
   *
   * @throws {EventNotReadable} the type or version is unknown
   * @throws {SyntaxError} the bytes are not JSON: the store is damaged
   */
  decode(body: string): RecordOf<Event> {
    return this.lifted(decodeRecord(body));
  }

  /**
   * The record in the current version; the same object if it is in that already.
   *
   * @throws {EventNotReadable} the type or version is unknown
   */
  lifted(record: EventRecord): RecordOf<Event> {
    const { id, type, schemaVersion } = record;
    const lifts = this.#lifts.get(type);
    if (lifts !== undefined && schemaVersion === lifts.length + 1) return ofType(record);
    const newest = this.versionOf(type);
    if (lifts === undefined || !(Number.isInteger(schemaVersion) && schemaVersion > 0)) {
      throw new EventNotReadable(id, type, schemaVersion, newest);
    }
    if (schemaVersion > newest) throw new EventNotReadable(id, type, schemaVersion, newest);
    let data = record.data as Readonly<Record<string, unknown>>;
    for (const lift of lifts.slice(schemaVersion - 1)) data = lift(data);
    return ofType({ ...record, data, schemaVersion: newest });
  }
}

/** Of a known type in its current version: its shape was checked when it was recorded. */
function ofType<Event extends DomainEvent>(record: EventRecord): RecordOf<Event> {
  return record as RecordOf<Event>;
}
