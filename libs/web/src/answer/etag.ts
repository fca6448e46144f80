import { hash } from 'node:crypto';

/** The strong entity tag of a body: equal bytes have equal tags. */
export function entityTag(body: string | Uint8Array): string {
  return `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
}

/**
 * True if `If-None-Match` shows that the client has this body already.
 *
 * @see RFC 9110, section 13.1.2: the comparison is the weak one
 */
export function isNoneMatched(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header === tag || header.trim() === '*') return true;
  return header.split(',').some((one) => opaque(one.trim()) === opaque(tag));
}

function opaque(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
