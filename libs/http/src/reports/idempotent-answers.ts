import { sha256Hex } from '@ledger/kernel';
import { LRUCache } from 'lru-cache';
import { IdempotencyKeyReused, MalformedHeader } from '@ledger/web';

/** An answer as it was sent, to be repeated byte for byte. */
export interface CachedResponse {
  readonly status: number;
  readonly contentType: string;
  readonly position: number;
  readonly body: string;
  /** True if part of it was refused, which may be accepted the next time. */
  readonly hasRefusals?: boolean;
}

/** One use of an Idempotency-Key. */
export interface KeyedRequest {
  readonly key: string;
  /** Whose key it is: the same key of two actors does not collide. */
  readonly actor: string;
  readonly body: Uint8Array;
}

/** The longest time that an answer is kept. */
const KEPT_MS_MAX = 24 * 3_600_000;

/** The most bytes of kept answers; the least lately used go first. */
const KEPT_BYTES_MAX = 32 * 1024 * 1024;

const KEY = /^[\x21-\x7e]{1,255}$/;

interface Kept {
  readonly digest: string;
  readonly answer: Promise<CachedResponse>;
}

/**
 * Repeats the answer to a request with the same key without deciding again.
 *
 * Answers are kept in memory, for a day and within {@link KEPT_BYTES_MAX}. A forgotten request
 * is decided again, which changes nothing in the ledger: the ids of events are derived from
 * what they say, and the answer then is `unchanged`.
 */
export class IdempotentAnswers {
  readonly #underWay = new Map<string, Kept>();
  readonly #kept = new LRUCache<string, Kept>({
    max: 100_000,
    maxSize: KEPT_BYTES_MAX,
    ttl: KEPT_MS_MAX,
  });

  /**
   * The answer under this key, computed now unless it exists or is being computed.
   *
   * @throws {MalformedHeader} the key is malformed
   * @throws {IdempotencyKeyReused} the key came with another body
   */
  async answer(
    request: KeyedRequest,
    make: () => Promise<CachedResponse>,
  ): Promise<{ readonly answer: CachedResponse; readonly isReplayed: boolean }> {
    if (!KEY.test(request.key)) {
      throw new MalformedHeader('Idempotency-Key', '1 to 255 visible ASCII characters');
    }
    const name = `${request.actor}\n${request.key}`;
    const digest = sha256Hex(request.body);
    const known = this.#underWay.get(name) ?? this.#kept.get(name);
    if (known === undefined)
      return { answer: await this.#make(name, digest, make), isReplayed: false };
    if (known.digest !== digest) throw new IdempotencyKeyReused(request.key);
    return { answer: await known.answer, isReplayed: true };
  }

  async #make(
    name: string,
    digest: string,
    make: () => Promise<CachedResponse>,
  ): Promise<CachedResponse> {
    const kept = { digest, answer: make() };
    this.#underWay.set(name, kept);
    try {
      const answer = await kept.answer;
      // Only answers without a refusal are kept: what was missing may exist at the next attempt.
      if (answer.status < 400 && answer.hasRefusals !== true)
        this.#kept.set(name, kept, { size: answer.body.length + 500 });
      return answer;
    } finally {
      this.#underWay.delete(name);
    }
  }
}
