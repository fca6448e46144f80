import type { DomainEvent, Instant } from '@ledger/kernel';
import type { Period } from '../time/period.js';
import type { PublishedDate } from '../time/published-date.js';

/** Whether a publication is open to the public. */
export const PUBLICATION_STATUSES = ['public', 'internal-unpublished'] as const;

/** The file a publication was captured from. The ledger keeps its digest, not the file. */
export interface Artefact {
  readonly file: string;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
}

/** Which part of a pack of several papers a publication is. */
export interface PackPart {
  readonly pack: string;
  readonly title: string;
  /** First and last line of the artefact's text, from 1. */
  readonly lines: readonly [number, number];
}

/** One issued paper or data release. */
export interface PublicationFacts {
  readonly id: string;
  readonly title: string;
  /** `report`, `minutes`, `statistics-update`, `review`, `notes`, `agenda`, `data-release`. */
  readonly kind: string;
  readonly publisher: string;
  /** The body it was given to. */
  readonly presentedTo?: string;
  readonly published: PublishedDate;
  /** Where that date is known from, in our words. */
  readonly evidence: string;
  /** Ids of the publications that it corrects or replaces, sorted; they are registered before. */
  readonly corrects?: readonly string[];
  /** The period it reports on. */
  readonly window?: Period;
  /** How it writes decimals, where that is no point: `12,5` is twelve and a half then. */
  readonly decimalMark?: ',';
  readonly artefact?: Artefact;
  readonly part?: PackPart;
  readonly status: (typeof PUBLICATION_STATUSES)[number];
  /** True if it must not be visible until it is released. */
  readonly isEmbargoed: boolean;
}

/** What distinguishes a complete capture of a publication from a partial one. */
export interface Seal {
  readonly appearances: number;
  /** SHA-256 over the sorted event ids of its appearances, one a line. */
  readonly digest: string;
}

type About<Facts> = { readonly id: string } & Readonly<Facts>;

/** A publication was registered. */
export type PublicationRegistered = DomainEvent<'PublicationRegistered', PublicationFacts>;
/** Its capture was declared complete. */
export type PublicationSealed = DomainEvent<'PublicationSealed', About<Seal>>;
/** Its seal was broken, because something was missed. */
export type PublicationReopened = DomainEvent<'PublicationReopened', About<{ reason: string }>>;
/** It is under embargo no longer. */
export type PublicationReleased = DomainEvent<'PublicationReleased', About<{ reason: string }>>;
/** Another publication supersedes it. */
export type PublicationSuperseded = DomainEvent<
  'PublicationSuperseded',
  About<{ by: string; reason: string }>
>;

/** What was found where a publication was issued, at one moment. */
export interface Sighting {
  /** When the source was read: the reader's clock, not ours. */
  readonly seenAt: Instant;
  /** SHA-256 of the file there, which is that of the artefact; null if there was none any more. */
  readonly sha256: string | null;
  /** Where it was read. */
  readonly address?: string;
}
/** Its source was read again, and found unchanged or gone. */
export type ArtefactSeen = DomainEvent<'ArtefactSeen', About<Sighting>>;

/** Every event of a publication's stream. */
export type PublicationEvent =
  | PublicationRegistered
  | PublicationSealed
  | PublicationReopened
  | PublicationReleased
  | PublicationSuperseded
  | ArtefactSeen;
