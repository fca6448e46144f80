import { StoreUnavailable, type StoredEvent } from '@ledger/event-store-port';
import { START, type ReadPosition } from '@kurrent/kurrentdb-client';
import { pause } from '@ledger/kernel';
import type { Limits } from './limits.js';
import { positionOf, type Reads } from './reads.js';

/** How often a server that shows less than before is asked whether it has caught up. */
const ASK_AGAIN_MS = 100;

/** The record no longer has what it gave a follower: an older copy of it, or another record. */
export class LogReplaced extends StoreUnavailable {
  constructor(position: number, eventId: string) {
    super(
      `it no longer has event ${eventId} at position ${position}, which it has given: it is ` +
        'an older copy of the record, or another record',
    );
  }
}

/** How far a follower has come, and what it stands on there. */
export class FollowedPosition {
  /** The last event handed on. */
  after: number;
  /** Where to begin again: at that event, or at a later checkpoint with nothing in between. */
  from: ReadPosition;
  #eventId: string | undefined;

  constructor(after: number) {
    this.after = after;
    this.from = positionOf(after);
  }

  /** Moves on to an event. */
  reached({ position, id }: StoredEvent, from: ReadPosition): void {
    this.after = position;
    this.#eventId = id;
    this.from = from;
  }

  /** Begins from the first event again; what was handed on is passed over. */
  beginAnew(): void {
    this.from = START;
  }

  /**
   * Makes sure, before a subscription, that the event it begins behind is still there. The first
   * time it only takes down which event that is: whoever follows has a checkpoint of its own.
   *
   * @throws {LogReplaced} something else stands there, or nothing for as long as a server may
   *   take to show all it has
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
      // A node that begins to lead may show the last events a little later.
      const isShort = event === undefined && performance.now() < giveUpAt;
      if (!isShort) throw new LogReplaced(this.after, this.#eventId ?? 'unknown');
      await pause(ASK_AGAIN_MS);
    }
  }
}
