import { isUtf8 } from 'node:buffer';

/**
 * The text of UTF-8 bytes, byte order mark included; null if they are not UTF-8, or hold a zero
 * byte, which no text contains.
 */
export function utf8Text(bytes: Buffer): string | null {
  return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : null;
}
