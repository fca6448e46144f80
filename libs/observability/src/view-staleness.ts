import type { FastifyInstance } from 'fastify';
import { pause } from '@ledger/kernel';

/** The response header with the age of the views; left out while they are up to date. */
const AGE_HEADER = 'ledger-age';

/** What the age is measured from. */
export interface ViewStalenessParts {
  /** Position of the last event of the log. */
  readonly head: () => Promise<number>;
  /** Position that the views reflect. */
  readonly reached: () => Promise<number>;
  /** Monotonic clock in milliseconds. */
  readonly nowMs?: () => number;
}

const LOOK_EVERY_MS = 1_000;

/** Views are always slightly behind: up to this age that is not reported. */
const SHOWN_FROM_MS = 5_000;

/** Views that have not moved for so long while the log grew are not being kept. */
const STANDING_FROM_MS = 30_000;

/** The number of observed heads to remember; enough for a quarter of an hour. */
const LOOKS_MAX = 1_000;

/**
 * Measures for how long the views have not been known to reflect the whole log, because they
 * are behind it or because the log cannot be read.
 */
export class ViewStaleness {
  readonly #parts: ViewStalenessParts;
  readonly #nowMs: () => number;
  readonly #stopping = new AbortController();
  /** Heads of the log and when they were read, oldest first. */
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

  /** Whole seconds; undefined while the views are up to date. */
  get seconds(): number | undefined {
    const ageMs = this.#nowMs() - this.#completeAtMs;
    return ageMs < SHOWN_FROM_MS ? undefined : Math.floor(ageMs / 1000);
  }

  /**
   * A sentence saying that nothing seems to keep the views; undefined while they move or are up
   * to date.
   */
  get standing(): string | undefined {
    const nowMs = this.#nowMs();
    const stillMs = nowMs - Math.max(this.#completeAtMs, this.#movedAtMs);
    if (this.#looks.length === 0 || stillMs < STANDING_FROM_MS) return undefined;
    return (
      `The views have stood at position ${this.#reached} for ${Math.floor(stillMs / 1000)} s ` +
      'while the log went on: is a projector at work?'
    );
  }

  /** Measures repeatedly until stopped. */
  start(): void {
    const { signal } = this.#stopping;
    const repeat = async (look: () => Promise<void>): Promise<void> => {
      while (!signal.aborted) {
        // A failed read increases the age, and readiness reports what is wrong.
        await look().catch(() => undefined);
        await pause(LOOK_EVERY_MS, signal);
      }
    };
    // In parallel: the views must not wait for a log that does not answer.
    void repeat(() => this.lookAtLog());
    void repeat(() => this.lookAtViews());
  }

  stop(): void {
    this.#stopping.abort();
  }

  /** Everything recorded before this call is at or before the head it reads. */
  async lookAtLog(): Promise<void> {
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

/** Sets the age header on every response while there is an age to report. */
export function reportStaleness(instance: FastifyInstance, age: ViewStaleness): void {
  instance.addHook('onSend', (_request, reply, _payload, done) => {
    const { seconds } = age;
    if (seconds !== undefined) void reply.header(AGE_HEADER, seconds);
    done();
  });
}
