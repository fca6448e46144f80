import { decodeRecord, type DomainEvent, type EventRecord } from './recorded-event.js';
import { LedgerError } from './ledger-error.js';

/** The record of one of several types of events: its type says what its data is. */
export type RecordOf<Event extends DomainEvent> = Event extends DomainEvent
  ? EventRecord<Event>
  : never;

/**
 * Lifts the data of one version of a type to the next one. Ids of figures' events follow from what
 * they say, so what they are made from has to stay as it is.
 */
export type Lift = (
  data: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

/**
 * For each type of event, the lifts from its first version to the one that is written now, in
 * order: the n-th lifts version n to n + 1.
 */
export type Lifts<Type extends string> = { readonly [Each in Type]: readonly Lift[] };

/** An event of a type or a version that this program does not know. */
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

/**
 * Reads stored events of some types, whatever version they were written in, as the types of today.
 * It is the one place where an old shape is known.
 */
export class EventReader<Event extends DomainEvent> {
  readonly #lifts: ReadonlyMap<string, readonly Lift[]>;

  /** @param lifts a type without a line does not compile */
  constructor(lifts: Lifts<Event['type']>) {
    this.#lifts = new Map(Object.entries(lifts));
  }

  /** The types it reads, in the order of their lines. */
  get types(): readonly Event['type'][] {
    return [...this.#lifts.keys()];
  }

  /** The version that events of a type are written in now; 0 for an unknown type. */
  versionOf(type: string): number {
    const lifts = this.#lifts.get(type);
    return lifts === undefined ? 0 : lifts.length + 1;
  }

  /**
   * Reads stored bytes.
   *
   * @throws {EventNotReadable} its type or version is not known
   * @throws {SyntaxError} the bytes are not JSON: the store is damaged
   */
  decode(body: string): RecordOf<Event> {
    return this.lifted(decodeRecord(body));
  }

  /**
   * The record in the version that is written now; the very same if it is in that already.
   *
   * @throws {EventNotReadable} its type or version is not known
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

/** Of a known type and in its newest version: the shape that was checked when it was recorded. */
function ofType<Event extends DomainEvent>(record: EventRecord): RecordOf<Event> {
  return record as RecordOf<Event>;
}
