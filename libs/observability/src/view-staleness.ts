import type { FastifyInstance } from 'fastify';
import { pause } from '@ledger/kernel';

/** The header that tells how old the views are; left out while they are up with the record. */
const AGE_HEADER = 'ledger-age';

/** What the age is found out from. */
export interface ViewStalenessParts {
  /** Position of the last event of the record. */
  readonly head: () => Promise<number>;
  /** Position that the views reflect. */
  readonly reached: () => Promise<number>;
  /** Milliseconds since whenever; a clock that never goes back. */
  readonly nowMs?: () => number;
}

const LOOK_EVERY_MS = 1_000;

/** Views always are a moment behind: up to here that is nothing to tell. */
const SHOWN_FROM_MS = 5_000;

/** Views that have not moved for so long, behind a record that went on, are not being kept. */
const STANDING_FROM_MS = 30_000;

/** Looks at the record that the views have not come up to; enough for a quarter of an hour. */
const LOOKS_MAX = 1_000;

/**
 * Knows for how long the views have not been known to reflect the whole record, either because
 * they are behind it or because the record cannot be asked.
 */
export class ViewStaleness {
  readonly #parts: ViewStalenessParts;
  readonly #nowMs: () => number;
  readonly #stopping = new AbortController();
  /** Heads of the record and when they were asked for, oldest first. */
  #looks: { readonly head: number; readonly atMs: number }[] = [];
  #completeAtMs: number;
  #reached = 0;
  #movedAtMs: number;

  constructor(parts: ViewStalenessParts) {
    this.#parts = parts;
    this.#nowMs = parts.nowMs ?? (() => performance.now());
    this.#completeAtMs = this.#nowMs();
    this.#movedAtMs = this.#completeAtMs;
  }

  /** Whole seconds; nothing while the views are up with the record. */
  get seconds(): number | undefined {
    const ageMs = this.#nowMs() - this.#completeAtMs;
    return ageMs < SHOWN_FROM_MS ? undefined : Math.floor(ageMs / 1000);
  }

  /** In a sentence, that nobody seems to keep the views; nothing while they move or are up. */
  get standing(): string | undefined {
    const nowMs = this.#nowMs();
    const stillMs = nowMs - Math.max(this.#completeAtMs, this.#movedAtMs);
    if (this.#looks.length === 0 || stillMs < STANDING_FROM_MS) return undefined;
    return (
      `The views have stood at position ${this.#reached} for ${Math.floor(stillMs / 1000)} s ` +
      'while the record went on: is a projector at work?'
    );
  }

  /** Looks again and again until it is stopped. */
  start(): void {
    const { signal } = this.#stopping;
    const repeat = async (look: () => Promise<void>): Promise<void> => {
      while (!signal.aborted) {
        // What cannot be asked makes the answer older, and readiness says what is wrong with it.
        await look().catch(() => undefined);
        await pause(LOOK_EVERY_MS, signal);
      }
    };
    // Apart: the views must not wait for a record that does not answer.
    void repeat(() => this.lookAtRecord());
    void repeat(() => this.lookAtViews());
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** Everything recorded before this moment stands at the head or before it. */
  async lookAtRecord(): Promise<void> {
    const atMs = this.#nowMs();
    const head = await this.#parts.head();
    if (this.#looks.length < LOOKS_MAX) this.#looks.push({ head, atMs });
  }

  async lookAtViews(): Promise<void> {
    const reached = await this.#parts.reached();
    if (reached !== this.#reached) {
      this.#reached = reached;
      this.#movedAtMs = this.#nowMs();
    }
    const met = this.#looks.filter(({ head }) => head <= reached);
    this.#looks = this.#looks.filter(({ head }) => head > reached);
    for (const { atMs } of met) this.#completeAtMs = Math.max(this.#completeAtMs, atMs);
  }
}

/** Puts the age on every answer, as long as there is one to tell. */
export function reportStaleness(instance: FastifyInstance, age: ViewStaleness): void {
  instance.addHook('onSend', (_request, reply, _payload, done) => {
    const { seconds } = age;
    if (seconds !== undefined) void reply.header(AGE_HEADER, seconds);
    done();
  });
}
