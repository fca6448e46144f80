import { randomFillSync } from 'node:crypto';

/** Gives the salt of the next event: 16 bytes, base64url without padding. */
export type Salts = () => string;

const SALT_BYTES = 16;

/** Random bytes fetched at once: fetching 16 at a time takes longer than everything else. */
const pool = Buffer.alloc(SALT_BYTES * 256);
let at = pool.length;

/** 16 unguessable bytes. */
export function randomSalt(): string {
  if (at === pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  at += SALT_BYTES;
  return pool.toString('base64url', at - SALT_BYTES, at);
}
