import type { AppendedAcross, StreamAppend } from '@ledger/event-store-port';

/** An append that waits for its group. */
export interface WaitingAppend {
  /** One per stream. */
  readonly parts: readonly StreamAppend[];
  readonly resolve: (answer: AppendedAcross) => void;
  readonly reject: (reason: unknown) => void;
}

/** A group takes no further append once it has this many events… */
const GROUP_EVENTS_MAX = 5_000;

/** …or bodies of this many characters: other work runs between two groups. */
const GROUP_CHARACTERS_MAX = 8_000_000;

/** Another process locks the file for the time of a commit, a few milliseconds. */
const TRY_EVERY_MS = 5;

/**
 * Answers every append of the group and throws nothing; or, if it may wait, answers none and
 * returns false because another process is writing.
 */
type WriteGroup = (
  group: readonly WaitingAppend[],
  options: { readonly mayWait: boolean },
) => boolean;

/**
 * Collects the appends of one turn of the event loop into groups, first come, first decided.
 *
 * No append waits for a group to fill: those present when the turn ends are committed together,
 * and those that their answers lead to form the next group.
 */
export class AppendQueue {
  #waiting: WaitingAppend[] = [];
  #isDue = false;
  readonly #idle: (() => void)[] = [];
  readonly #write: WriteGroup;
  readonly #waitMs: number;

  /** @param waitMs how long a group waits while another process writes */
  constructor(write: WriteGroup, waitMs: number) {
    this.#write = write;
    this.#waitMs = waitMs;
  }

  /** @param parts owned by the queue from now on: they are read later */
  add(parts: readonly StreamAppend[]): Promise<AppendedAcross> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ parts, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when the queue is empty. */
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

  /** Between two attempts the event loop is free for other work. */
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
