import { hash } from 'node:crypto';
import { canonicalJson } from '@ledger/kernel';

/** What the log commits to of an event: its location and its stored bytes. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** The stored bytes, as text. */
  readonly body: string;
}

/** Length of a salt in bytes. */
export const SALT_BYTES = 16;

/**
 * The field as it appears in an envelope's canonical text. No later field is a text that a
 * caller chooses freely, and quotation marks within texts are escaped, so its last occurrence is
 * the envelope's own, whatever the facts before it hold.
 */
const SALT_FIELD = '"salt":"';
const SALT_TEXT = /^[A-Za-z0-9_-]{22}"/;
const SALT_CHARACTERS = 22;
const NO_SALT = Buffer.alloc(0);

/** The salt within the stored bytes of an event; empty if it has none. */
export function saltIn(body: string): Uint8Array {
  const field = body.lastIndexOf(SALT_FIELD);
  const at = field + SALT_FIELD.length;
  const text = field < 0 ? '' : body.slice(at, at + SALT_CHARACTERS + 1);
  if (!SALT_TEXT.test(text)) return NO_SALT;
  return Buffer.from(text.slice(0, SALT_CHARACTERS), 'base64url');
}

/**
 * The entry of an event: canonical JSON of its position, its type, and salted digests of its id,
 * of its stream and revision, and of its stored bytes. FORMAT.md in this library specifies it.
 *
 * With the event its entry can be computed; the entry alone reveals neither the event's content
 * nor its figure. An id is derived from the content, and so is not given in clear either.
 */
export function logEntry(event: LoggedEvent): Uint8Array {
  const { id, stream, revision, position, body, type } = event;
  const salt = saltIn(body);
  // As canonicalJson writes it: base64 and digits need no escapes.
  return Buffer.from(
    `{"commitment":"${salted(OF_BYTES, salt, body)}","event":"${salted(OF_ID, salt, id)}",` +
      `"position":${position},` +
      `"stream":"${salted(OF_STREAM, salt, `${revision}\n${stream}`)}",` +
      `"type":${canonicalJson(type)}}`,
  );
}

/** The position in an entry; undefined for bytes that are not an entry. */
export function positionOfEntry(entry: Uint8Array): number | undefined {
  try {
    const { position } = JSON.parse(Buffer.from(entry).toString()) as { position?: unknown };
    return Number.isSafeInteger(position) ? (position as number) : undefined;
  } catch {
    return undefined;
  }
}

/** A buffer that begins with a label: each text is hashed before the next is written. */
interface Scratch {
  readonly bytes: Buffer;
  readonly headBytes: number;
}

const SCRATCH_BYTES = 65_536;
/** The most bytes that a UTF-16 code unit takes in UTF-8. */
const CODE_UNIT_BYTES_MAX = 3;

const OF_BYTES = scratchFor('bytes');
const OF_ID = scratchFor('id');
const OF_STREAM = scratchFor('stream');

function scratchFor(what: string, length = SCRATCH_BYTES): Scratch {
  const bytes = Buffer.alloc(length);
  return { bytes, headBytes: bytes.write(`ledger ${what}\n`, 'latin1') };
}

/** SHA-256 over a label, the length of the salt, the salt and the text; as base64. */
function salted({ bytes: usual, headBytes }: Scratch, salt: Uint8Array, text: string): string {
  const most = headBytes + 1 + salt.length + text.length * CODE_UNIT_BYTES_MAX;
  const bytes = most <= usual.length ? usual : longer(usual.subarray(0, headBytes), most);
  let end = bytes.writeUInt8(salt.length, headBytes);
  bytes.set(salt, end);
  end += salt.length;
  end += bytes.write(text, end, 'utf8');
  return hash('sha256', bytes.subarray(0, end), 'base64');
}

function longer(head: Buffer, length: number): Buffer {
  return Buffer.concat([head], length);
}
