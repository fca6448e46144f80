import { isUtf8 } from 'node:buffer';

/** The text of UTF-8 bytes, a byte order mark included; null if they are something else. */
export function utf8Text(bytes: Buffer): string | null {
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}
