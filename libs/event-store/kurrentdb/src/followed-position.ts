import { StoreUnavailable, type StoredEvent } from '@ledger/event-store-port';
import { START, type ReadPosition } from '@kurrent/kurrentdb-client';
import { pause } from '@ledger/kernel';
import type { Limits } from './limits.js';
import { positionOf, type Reads } from './reads.js';

/** How often a server that shows less than before is checked for having caught up. */
const ASK_AGAIN_MS = 100;

/** The log no longer has what it gave a follower: it is an older copy, or another log. */
export class LogReplaced extends StoreUnavailable {
  constructor(position: number, eventId: string) {
    super(
      `it no longer has event ${eventId} at position ${position}, which it has given: it is ` +
        'an older copy of the log, or another log',
    );
  }
}

/** How far a follower has come, and the event at that position. */
export class FollowedPosition {
  /** The last event handed on. */
  after: number;
  /** Where to resume: at that event, or at a later checkpoint with nothing in between. */
  from: ReadPosition;
  #eventId: string | undefined;

  constructor(after: number) {
    this.after = after;
    this.from = positionOf(after);
  }

  /** Advances to an event. */
  reached({ position, id }: StoredEvent, from: ReadPosition): void {
    this.after = position;
    this.#eventId = id;
    this.from = from;
  }

  /** Resumes from the first event; what was handed on before is skipped. */
  beginAnew(): void {
    this.from = START;
  }

  /**
   * Confirms, before a subscription, that the event it starts after is still there. The first
   * time it only notes which event that is: a follower has a checkpoint of its own.
   *
   * @throws {LogReplaced} there is another event, or none for as long as a server may take to
   *   show all it has
   * @throws {StoreUnavailable} the store cannot be read now
   */
  async confirm(reads: Reads, limits: Limits, signal: AbortSignal): Promise<void> {
    if (this.after <= 0) return;
    const giveUpAt = performance.now() + limits.timeoutMs;
    while (!signal.aborted) {
      const [event] = await reads.all(this.after - 1, 1);
      const found = event?.position === this.after ? event.id : undefined;
      this.#eventId ??= found;
      if (found === this.#eventId) return;
      // A newly elected leader may show the last events a little later.
      const isShort = event === undefined && performance.now() < giveUpAt;
      if (!isShort) throw new LogReplaced(this.after, this.#eventId ?? 'unknown');
      await pause(ASK_AGAIN_MS);
    }
  }
}
