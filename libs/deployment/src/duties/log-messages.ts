import type { SignedEnd } from '@ledger/transparency-log';
import type { EventsToFollow } from '../engines/events-to-follow.js';
import type { LogPlace } from '../engines/open-log.js';

/** What the thread of a transparency log is started with. */
export interface LogTask {
  readonly events: EventsToFollow;
  readonly log: LogPlace;
  /** Milliseconds between two checkpoints while events arrive. */
  readonly everyMs: number;
}

/** What a transparency log is doing. */
export type LogState =
  /** Everything is signed, up to this end. */
  | { readonly kind: 'signed'; readonly end: SignedEnd }
  /** Another process writes the log. */
  | { readonly kind: 'standing-by' }
  /** A witness did not cosign; nothing else is known by that. */
  | { readonly kind: 'not-cosigned'; readonly fault: string }
  /** It failed, and is tried again. */
  | { readonly kind: 'waiting'; readonly fault: string }
  /** It failed in a way that trying again does not cure. */
  | { readonly kind: 'refused'; readonly fault: string };
