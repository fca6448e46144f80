import { hash } from 'node:crypto';

/** SHA-256 of UTF-8 text or bytes, as 64 lower-case hexadecimal digits. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/**
 * A UUID derived from a text: the same text always gives the same id, so a retry after a lost
 * answer adds nothing.
 *
 * @see RFC 9562, section 5.8 (version 8: the first 122 free bits of a SHA-256 here)
 */
export function derivedId(words: string): string {
  const hex = sha256Hex(words);
  const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) & 3];
  return (
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-` +
    `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  );
}

const VARIANTS = ['8', '9', 'a', 'b'] as const;
