import type { DomainEvent } from '@ledger/kernel';
import type { Appearance } from './appearance.js';
import type { PrintedValue } from '../printed/print.js';
import type { FigureIdentity, FigureKey } from './figure-key.js';
import type { DefinitionFacts } from '../registry/registry-events.js';

/** Facts every event of a figure's stream has: which figure, and where it was printed how. */
export interface FigureFacts extends Appearance {
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  /** What its publication corrects, directly or through others; absent where it is none. */
  readonly correctsPublications?: readonly string[];
  /** How its publication writes decimals, where that is no point. */
  readonly decimalMark?: ',';
  readonly note?: string;
}

/** The changes of a figure that a publication can announce. */
export const CHANGE_KINDS = [
  'routine',
  'correction',
  'restatement',
  'finalised',
  'withdrawn',
] as const;

/** What the publication itself said about why its number is another one now. */
export type Announcement =
  | {
      readonly kind: Exclude<(typeof CHANGE_KINDS)[number], Restatement['kind']>;
      readonly reason: string;
    }
  | Restatement;

/** That a number is on another basis than those before it; also of one that is printed first. */
export interface Restatement {
  readonly kind: 'restatement';
  readonly reason: string;
  /** Version of the measure's definition the number is now on, where there is one. */
  readonly definitionVersion?: number;
  /** Where the change was announced. */
  readonly notice?: DefinitionFacts['notice'];
}

/** How a revision was made known; `unannounced` if no word and no marker mentions it. */
export const REVISION_KINDS = ['routine', 'correction', 'unannounced'] as const;

/** Why a value changed: later data, an error of the publisher, or nothing that was said. */
export type RevisionKind = (typeof REVISION_KINDS)[number];

/**
 * The announcement, if any, is on every event: it was printed there, regardless of the
 * decision.
 */
export interface AnnouncedFacts extends FigureFacts {
  readonly change?: Announcement;
}

/** A value is printed for the first time. */
export type FigureRecorded = DomainEvent<'FigureRecorded', AnnouncedFacts>;
/** It is printed again and agrees at the printed precision. */
export type FigureConfirmed = DomainEvent<'FigureConfirmed', AnnouncedFacts>;
/** A later publication of its owner gives another value on the same basis. */
export type FigureRevised = DomainEvent<
  'FigureRevised',
  AnnouncedFacts & { readonly kind: RevisionKind }
>;
/** The basis changed; the value on the old one stays beside the new. */
export type FigureRestated = DomainEvent<'FigureRestated', AnnouncedFacts>;
/** A provisional value became final unchanged. */
export type FigureFinalised = DomainEvent<'FigureFinalised', AnnouncedFacts>;
/**
 * It is printed otherwise by the same publication, or by a publisher that does not own it; the
 * value in force stays.
 */
export type FigureContradicted = DomainEvent<'FigureContradicted', AnnouncedFacts>;
/** Its publisher withdrew it. */
export type FigureWithdrawn = DomainEvent<'FigureWithdrawn', AnnouncedFacts>;

/** Our capture of one appearance was wrong; the publication never changed. */
export type TranscriptionCorrected = DomainEvent<
  'TranscriptionCorrected',
  PrintedValue & {
    readonly key: FigureKey;
    /** The event whose capture this corrects. */
    readonly corrects: string;
    readonly publication: string;
    readonly reason: string;
  }
>;

/** Our capture of one appearance was wrong altogether; the publication never printed it there. */
export type AppearanceRetracted = DomainEvent<
  'AppearanceRetracted',
  {
    readonly key: FigureKey;
    /** The event whose capture this retracts. */
    readonly retracts: string;
    readonly publication: string;
    readonly reason: string;
  }
>;

/** An event that says a publication printed the figure. */
export type FigurePrinted =
  | FigureRecorded
  | FigureConfirmed
  | FigureRevised
  | FigureRestated
  | FigureFinalised
  | FigureContradicted
  | FigureWithdrawn;

/** Every event of a figure's stream. */
export type FigureEvent = FigurePrinted | TranscriptionCorrected | AppearanceRetracted;

/** What a report led to, by the event it is in. */
export const REPORT_OUTCOMES = {
  FigureRecorded: 'recorded',
  FigureConfirmed: 'confirmed',
  FigureRevised: 'revised',
  FigureRestated: 'restated',
  FigureFinalised: 'finalised',
  FigureContradicted: 'contradicted',
  FigureWithdrawn: 'withdrawn',
} as const satisfies Record<FigurePrinted['type'], string>;

/** What a publication did to a figure by printing it. */
export type Move = (typeof REPORT_OUTCOMES)[FigurePrinted['type']];
