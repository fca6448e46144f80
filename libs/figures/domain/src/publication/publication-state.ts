import type { EventRecord, Instant } from '@ledger/kernel';
import { refuseOtherFacts, sameFacts } from '../registry/same-facts.js';
import { isWord } from '../text/names.js';
import type {
  PublicationEvent,
  PublicationFacts,
  Seal,
  Sighting,
} from './publication-events.js';
import {
  ArtefactDiffers,
  CorrectsLaterPublication,
  PublicationNotEmbargoed,
  PublicationNotSealed,
  PublicationSupersededAlready,
  PublicationSupersedesItself,
  PublicationWithoutArtefact,
  SeenOutOfTime,
} from './publication-refusals.js';
import {
  precisionOf,
  publishedFrom,
  publishedNotBefore,
  type PublishedDate,
} from '../time/published-date.js';
import { MalformedName, UnknownPublication } from '../registry/registry-refusals.js';

/** How far the capture of a publication is. */
export type Capture =
  | { readonly state: 'open'; readonly sealings: number }
  | { readonly state: 'sealed'; readonly sealings: number; readonly seal: Seal };

/** A publication as deciding sees it. */
export interface KnownPublication {
  readonly facts: PublicationFacts;
  readonly capture: Capture;
  readonly isReleased: boolean;
  readonly supersededBy?: string;
  /** In the order they were recorded. */
  readonly sightings: readonly Sighting[];
}

/** A publication, or undefined before it is registered. */
export type PublicationState = KnownPublication | undefined;

/** The state after one more event. */
export function evolvePublication(
  state: PublicationState,
  record: EventRecord<PublicationEvent>,
): PublicationState {
  const event = record as PublicationEvent;
  if (event.type === 'PublicationRegistered') {
    const facts = event.data;
    const capture = { state: 'open', sealings: 0 } as const;
    return { facts, capture, isReleased: !facts.isEmbargoed, sightings: [] };
  }
  if (state === undefined) throw new TypeError('A publication is registered before all else.');
  const { sealings } = state.capture;
  switch (event.type) {
    case 'PublicationSealed': {
      const { appearances, digest } = event.data;
      const seal = { appearances, digest };
      return { ...state, capture: { state: 'sealed', sealings: sealings + 1, seal } };
    }
    case 'PublicationReopened':
      return { ...state, capture: { state: 'open', sealings } };
    case 'PublicationReleased':
      return { ...state, isReleased: true };
    case 'PublicationSuperseded':
      return { ...state, supersededBy: event.data.by };
    case 'ArtefactSeen': {
      const { id: _, ...sighting } = event.data;
      return { ...state, sightings: [...state.sightings, sighting] };
    }
  }
}

/**
 * Registers a publication; the same facts again change nothing.
 *
 * What it corrects is registered before it, so there are no circles of corrections.
 *
 * @param corrected the publications that it is said to correct
 * @throws {AlreadyRegistered} it is registered with other facts
 * @throws {MalformedName} the id is no name
 * @throws {MalformedPublishedDate} the date is malformed
 * @throws {CorrectsLaterPublication} it was surely out before what it is said to correct
 */
export function registerPublication(
  command: PublicationFacts,
  state: PublicationState,
  corrected: readonly PublicationFacts[] = [],
): PublicationEvent[] {
  if (!isWord(command.id)) throw new MalformedName('publication', command.id);
  precisionOf(command.published);
  for (const { id, published } of corrected) {
    if (isBefore(command.published, published)) {
      throw new CorrectsLaterPublication(command.id, id);
    }
  }
  if (state === undefined) return [{ type: 'PublicationRegistered', data: command }];
  refuseOtherFacts('publication', command.id, state.facts, command);
  return [];
}

/**
 * Declares the capture complete. Sealing again what is sealed alike changes nothing.
 *
 * @param seal what the ledger itself holds of the publication
 * @throws {UnknownPublication}
 */
export function sealPublication(
  id: string,
  seal: Seal,
  state: PublicationState,
): PublicationEvent[] {
  const { capture } = known(id, state);
  if (capture.state === 'sealed' && sameFacts(capture.seal, seal)) return [];
  return [{ type: 'PublicationSealed', data: { id, ...seal } }];
}

/**
 * Opens a sealed publication because something was missed.
 *
 * @throws {UnknownPublication}
 * @throws {PublicationNotSealed} it is open
 */
export function reopenPublication(
  id: string,
  reason: string,
  state: PublicationState,
): PublicationEvent[] {
  if (known(id, state).capture.state === 'open') throw new PublicationNotSealed(id);
  return [{ type: 'PublicationReopened', data: { id, reason } }];
}

/**
 * Makes public what was under embargo; releasing again changes nothing.
 *
 * @throws {UnknownPublication}
 * @throws {PublicationNotEmbargoed} it never was under embargo
 */
export function releasePublication(
  id: string,
  reason: string,
  state: PublicationState,
): PublicationEvent[] {
  const publication = known(id, state);
  if (!publication.facts.isEmbargoed) throw new PublicationNotEmbargoed(id);
  if (publication.isReleased) return [];
  return [{ type: 'PublicationReleased', data: { id, reason } }];
}

/**
 * Records that another publication supersedes it; repeating it changes nothing.
 *
 * @throws {UnknownPublication}
 * @throws {PublicationSupersedesItself}
 * @throws {PublicationSupersededAlready} by yet another one
 */
export function supersedePublication(
  id: string,
  by: string,
  reason: string,
  state: PublicationState,
): PublicationEvent[] {
  const { supersededBy } = known(id, state);
  if (by === id) throw new PublicationSupersedesItself(id);
  if (supersededBy === by) return [];
  if (supersededBy !== undefined) throw new PublicationSupersededAlready(id, supersededBy);
  return [{ type: 'PublicationSuperseded', data: { id, by, reason } }];
}

/**
 * Records that the source of a publication was read and found unchanged, or gone; the same sighting
 * again changes nothing.
 *
 * @param now the machine's clock
 * @throws {UnknownPublication}
 * @throws {PublicationWithoutArtefact} there is no digest to compare with
 * @throws {ArtefactDiffers} something else is there now
 * @throws {SeenOutOfTime} the moment has not come, or is before the publication
 */
export function seeArtefact(
  { id, ...sighting }: { readonly id: string } & Sighting,
  state: PublicationState,
  now: Instant,
): PublicationEvent[] {
  const { facts, sightings } = known(id, state);
  const { seenAt, sha256 } = sighting;
  if (facts.artefact === undefined) throw new PublicationWithoutArtefact(id);
  if (sha256 !== null && sha256 !== facts.artefact.sha256) {
    throw new ArtefactDiffers(id, facts.artefact.sha256, sha256);
  }
  if (seenAt > now || seenAt < publishedNotBefore(facts.published)) {
    throw new SeenOutOfTime(id, seenAt);
  }
  if (sightings.some((one) => sameFacts(one, sighting))) return [];
  return [{ type: 'ArtefactSeen', data: { id, ...sighting } }];
}

/**
 * Ids of the publications that one corrects, directly or through others, sorted.
 *
 * @param further those that one of them corrects in the same way
 */
export function correctedThrough(
  { corrects = [] }: Pick<PublicationFacts, 'corrects'>,
  further: (id: string) => readonly string[],
): readonly string[] {
  return [...new Set(corrects.flatMap((id) => [id, ...further(id)]))].sort();
}

/** True if all that a date may mean is before all that another may mean. */
function isBefore(date: PublishedDate, other: PublishedDate): boolean {
  return date !== other && publishedFrom(date) <= publishedNotBefore(other);
}

/** The name of the stream a publication's events are on. */
export function publicationStream(id: string): string {
  return `publication-${id}`;
}

function known(id: string, state: PublicationState): KnownPublication {
  if (state === undefined) throw new UnknownPublication(id);
  return state;
}
