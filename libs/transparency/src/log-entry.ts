import { hash } from 'node:crypto';
import { canonicalJson } from '@ledger/kernel';

/** What the log takes of an event: where it is stored and the bytes that are. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** The stored bytes, as text. */
  readonly body: string;
}

/** Bytes of a salt. */
export const SALT_BYTES = 16;

/**
 * The field of an envelope as its canonical text has it. Of the fields behind it none is a text
 * that a caller chooses freely, and quotation marks within texts are escaped, so the last such
 * text is the envelope's own, whatever the facts before it hold.
 */
const SALT_FIELD = '"salt":"';
const SALT_TEXT = /^[A-Za-z0-9_-]{22}"/;
const SALT_CHARACTERS = 22;
const NO_SALT = Buffer.alloc(0);

/** The salt within the stored bytes of an event; empty for one that was recorded without. */
export function saltIn(body: string): Uint8Array {
  const field = body.lastIndexOf(SALT_FIELD);
  const at = field + SALT_FIELD.length;
  const text = field < 0 ? '' : body.slice(at, at + SALT_CHARACTERS + 1);
  if (!SALT_TEXT.test(text)) return NO_SALT;
  return Buffer.from(text.slice(0, SALT_CHARACTERS), 'base64url');
}

/**
 * The entry of an event: canonical JSON of its position, its type, and salted digests of its id,
 * of where it stands in its stream, and of its stored bytes. FORMAT.md beside this library says
 * it exactly.
 *
 * Whoever has the event can make its entry; nobody else learns from the entry what it says, or of
 * which figure. An id is derived from what an event says, and so is not given in clear either.
 */
export function logEntry(event: LoggedEvent): Uint8Array {
  const { id, stream, revision, position, body, type } = event;
  const salt = saltIn(body);
  return Buffer.from(
    canonicalJson({
      commitment: salted('bytes', salt, body),
      event: salted('id', salt, id),
      position,
      stream: salted('stream', salt, `${revision}\n${stream}`),
      type,
    }),
  );
}

/** The position that an entry was made of; undefined for bytes that are no entry. */
export function positionOfEntry(entry: Uint8Array): number | undefined {
  try {
    const { position } = JSON.parse(Buffer.from(entry).toString()) as { position?: unknown };
    return Number.isSafeInteger(position) ? (position as number) : undefined;
  } catch {
    return undefined;
  }
}

/** One buffer for all but the longest: hashing ends before the next text comes. */
const scratch = Buffer.allocUnsafe(65_536);
/** No UTF-16 code unit takes more bytes than this in UTF-8. */
const CODE_UNIT_BYTES_MAX = 3;

/** SHA-256 over what it is of, the salt behind its length, and the text; as base64. */
function salted(what: string, salt: Uint8Array, text: string): string {
  const head = `ledger ${what}\n`;
  const most = head.length + 1 + salt.length + text.length * CODE_UNIT_BYTES_MAX;
  const bytes = most <= scratch.length ? scratch : Buffer.allocUnsafe(most);
  let end = bytes.write(head, 0, 'latin1');
  end = bytes.writeUInt8(salt.length, end);
  bytes.set(salt, end);
  end += salt.length;
  end += bytes.write(text, end, 'utf8');
  return hash('sha256', bytes.subarray(0, end), 'base64');
}
