import { isUtf8 } from 'node:buffer';

/**
 * The text of UTF-8 bytes, a byte order mark included; null if they are something else, or hold
 * a byte 0, which no text has.
 */
export function utf8Text(bytes: Buffer): string | null {
  return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : null;
}
