import type { StoredEvent } from '@ledger/event-store-port';
import { LEDGER_EVENTS } from '@ledger/figures-domain';
import { decodeRecord, encodeRecord, isJsonObject, type EventRecord } from '@ledger/kernel';

/** The record of an event in the current version, or what is wrong with its bytes, in words. */
export function soundLog(event: StoredEvent): EventRecord | string {
  let decoded: unknown;
  try {
    decoded = decodeRecord(event.body);
  } catch {
    return 'its bytes are not JSON';
  }
  if (!isJsonObject(decoded)) return 'its bytes are no JSON object';
  // Nothing is known of its fields yet: each is compared or checked before it is returned.
  const record = decoded as unknown as EventRecord;
  return (
    unlikeCanonical(record, event) ??
    unlikeStored(record, event) ??
    unlikeEnvelope(record) ??
    LEDGER_EVENTS.lifted(record)
  );
}

function unlikeCanonical(record: EventRecord, { body }: StoredEvent): string | undefined {
  try {
    if (encodeRecord(record) === body) return undefined;
  } catch {
    // JSON without a canonical form: numbers beyond exactness, endless nesting.
  }
  return 'its bytes are not canonical';
}

function unlikeStored(record: EventRecord, event: StoredEvent): string | undefined {
  for (const field of ['id', 'stream', 'revision', 'type'] as const) {
    if (record[field] !== event[field]) {
      return `its body says ${field} ${String(record[field])}, the store ${event[field]}`;
    }
  }
  return undefined;
}

const SALT_BYTES = 16;

/** The fields of a record, with the type of each. */
const ENVELOPE: Readonly<Record<Exclude<keyof EventRecord, 'salt'>, string>> = {
  actor: 'string',
  causationId: 'string',
  correlationId: 'string',
  data: 'object',
  id: 'string',
  recordedAt: 'string',
  revision: 'number',
  schemaVersion: 'number',
  stream: 'string',
  type: 'string',
};

function unlikeEnvelope(record: EventRecord): string | undefined {
  const { type, schemaVersion } = record;
  const newest = LEDGER_EVENTS.versionOf(type);
  if (newest === 0) return `its type ${type} is none this version knows`;
  if (!(Number.isInteger(schemaVersion) && schemaVersion >= 1 && schemaVersion <= newest))
    return `its schemaVersion is ${String(schemaVersion)}, and not ${versionsTo(newest)}`;
  for (const [name, sort] of Object.entries(ENVELOPE)) {
    if (typeof record[name as keyof EventRecord] !== sort)
      return `its ${name} is missing or of another kind`;
  }
  if (record.salt !== undefined && !isSalt(record.salt)) return 'its salt is not 16 bytes';
  const known = (name: string) => name === 'salt' || Object.hasOwn(ENVELOPE, name);
  const other = Object.keys(record).find((name) => !known(name));
  return other === undefined ? undefined : `it has ${other}, which no event has`;
}

function isSalt(salt: unknown): boolean {
  if (typeof salt !== 'string') return false;
  const bytes = Buffer.from(salt, 'base64url');
  return bytes.length === SALT_BYTES && bytes.toString('base64url') === salt;
}

function versionsTo(newest: number): string {
  return newest === 1 ? '1' : `one of 1 to ${newest}`;
}
