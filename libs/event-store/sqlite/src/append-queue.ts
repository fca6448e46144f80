import type { AppendedAcross, StreamAppend } from '@ledger/event-store-port';

/** An append that waits for its group. */
export interface WaitingAppend {
  /** One for each stream. */
  readonly parts: readonly StreamAppend[];
  readonly resolve: (answer: AppendedAcross) => void;
  readonly reject: (reason: unknown) => void;
}

/** A group takes no further append once it has this many events… */
const GROUP_EVENTS_MAX = 5_000;

/** …or bodies of this many characters: other work has its turn between two groups. */
const GROUP_CHARACTERS_MAX = 8_000_000;

/** Another process holds the file for the time of a commit, a few milliseconds. */
const TRY_EVERY_MS = 5;

/**
 * Answers every append of the group and throws nothing; or, where it may wait, answers none and
 * returns false because another process writes.
 */
type WriteGroup = (
  group: readonly WaitingAppend[],
  options: { readonly mayWait: boolean },
) => boolean;

/**
 * Gathers the appends of one turn of the event loop into groups, first come, first decided.
 *
 * Nobody waits for a group to fill: what is there when the turn ends goes together, and those its
 * answers lead to make the next.
 */
export class AppendQueue {
  #waiting: WaitingAppend[] = [];
  #isDue = false;
  readonly #idle: (() => void)[] = [];
  readonly #write: WriteGroup;
  readonly #waitMs: number;

  /** @param waitMs how long a group waits for another process that writes */
  constructor(write: WriteGroup, waitMs: number) {
    this.#write = write;
    this.#waitMs = waitMs;
  }

  /** @param parts nobody else's: they are looked at when it is their turn */
  add(parts: readonly StreamAppend[]): Promise<AppendedAcross> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ parts, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    if (this.#isDue) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#attempt(this.#takeGroup(), performance.now() + this.#waitMs);
  }

  /** Between two attempts everything else of this process has its turn. */
  #attempt(group: readonly WaitingAppend[], giveUpAtMs: number): void {
    const mayWait = performance.now() < giveUpAtMs;
    if (!this.#write(group, { mayWait })) {
      setTimeout(() => this.#attempt(group, giveUpAtMs), TRY_EVERY_MS);
      return;
    }
    this.#isDue = false;
    if (this.#waiting.length > 0) this.#schedule();
    else for (const resolve of this.#idle.splice(0)) resolve();
  }

  #takeGroup(): readonly WaitingAppend[] {
    let size = 0;
    let events = 0;
    let characters = 0;
    for (const { parts } of this.#waiting) {
      if (events >= GROUP_EVENTS_MAX || characters >= GROUP_CHARACTERS_MAX) break;
      size += 1;
      for (const part of parts) {
        events += part.events.length;
        for (const { body } of part.events) characters += body.length;
      }
    }
    return this.#waiting.splice(0, size);
  }
}
