import { derivedId } from '@ledger/kernel';
import type { ChainEntry } from './chain-entry.js';
import type { AppearanceRetracted } from './figure-events.js';
import type { FigureKey } from './figure-key.js';
import { AppearanceIsRetracted, UnknownAppearance } from './figure-refusals.js';
import { PublicationIsSealed } from '../publication/publication-refusals.js';
import { entryOf, type FigureState } from './figure-state.js';
import type { KnownPublication } from '../publication/publication-state.js';

/** "Our capture of this appearance was wrong altogether: this figure is not printed there." */
export interface RetractAppearance {
  readonly key: FigureKey;
  /** Id of the event that holds the wrong capture. */
  readonly retracts: string;
  readonly reason: string;
}

/** What a retraction of our capture leads to. */
export type RetractionDecision =
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'retracted';
      readonly eventId: string;
      readonly event: AppearanceRetracted;
    };

/**
 * Decides to retract a capture of ours. A retraction never counts as an act of the publisher.
 *
 * @param publication the one that the capture names
 * @throws {UnknownAppearance} there is no such event on this figure
 * @throws {AppearanceIsRetracted} it was taken back for another reason
 * @throws {PublicationIsSealed} its seal is over which appearances there are, so it is reopened
 *   first
 */
export function decideRetraction(
  command: RetractAppearance,
  state: FigureState,
  publication: KnownPublication,
): RetractionDecision {
  const { key, retracts, reason } = command;
  const wrong = entryOf(state, retracts);
  if (wrong === undefined) throw new UnknownAppearance(key, retracts);
  if (wrong.retraction?.reason === reason) return { outcome: 'unchanged' };
  refuseRetracted(key, wrong);
  const { id } = publication.facts;
  if (publication.capture.state === 'sealed') throw new PublicationIsSealed(id);
  const data = { key, retracts, publication: id, reason };
  return {
    outcome: 'retracted',
    eventId: retractionId(retracts),
    event: { type: 'AppearanceRetracted', data },
  };
}

/** The id of a retraction: a capture is retracted once. */
export function retractionId(retracts: string): string {
  return derivedId(`retraction\n${retracts}`);
}

/** The id of the next appearance with the text and locator of a retracted one. */
export function recaptureId(retracted: string): string {
  return derivedId(`recapture\n${retracted}`);
}

/**
 * Refuses to say more of a capture that was taken back.
 *
 * @throws {AppearanceIsRetracted}
 */
export function refuseRetracted(key: FigureKey, { eventId, retraction }: ChainEntry): void {
  if (retraction === undefined) return;
  throw new AppearanceIsRetracted(key, eventId, retraction.reason);
}
