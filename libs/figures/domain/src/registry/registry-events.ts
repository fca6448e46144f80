import type { DomainEvent } from '@ledger/kernel';
import type { PublishedDate } from '../time/published-date.js';

/** An organisation that publishes figures. */
export interface PublisherFacts {
  readonly id: string;
  readonly title: string;
  /** What sort of body it is: `police-force`, `commissioner`, `statistics-office`. */
  readonly kind: string;
}

/** An area that figures are about. */
export interface AreaFacts {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  readonly parent?: string;
}

/** All facts of an entry as they should have been registered, and why they were wrong. */
export type Corrected<Facts> = Facts & { readonly reason: string };

/** A value that a dimension of breakdowns can have. */
export interface MemberFacts {
  readonly id: string;
  readonly title: string;
}

/** A named dimension of breakdowns, such as `channel` or `sex`, and what figures are split by. */
export interface DimensionFacts {
  readonly id: string;
  readonly title: string;
  readonly members: readonly MemberFacts[];
}

/** Members that a dimension got later. */
export type AddedMembers = Pick<DimensionFacts, 'id' | 'members'>;

export const MEASURE_KINDS = ['flow', 'stock', 'ratio'] as const;
export const VALUE_TYPES = ['count', 'decimal', 'percentage', 'duration', 'money'] as const;
export const POLARITIES = ['up-is-good', 'down-is-good', 'neither'] as const;

/** What is measured. */
export interface MeasureFacts {
  /** Dotted; the dots make the hierarchy. */
  readonly code: string;
  readonly title: string;
  /** The units its values are printed in; money by ISO 4217. The first is the usual one. */
  readonly units: readonly string[];
  readonly valueType: (typeof VALUE_TYPES)[number];
  readonly kind: (typeof MEASURE_KINDS)[number];
  readonly polarity: (typeof POLARITIES)[number];
  /** The publisher whose later publications change its figures, unless ownership says another. */
  readonly owner: string;
  /** Codes of the measures it is the sum of. */
  readonly sumOf: readonly string[];
  /** What a ratio is made from, numerator first. */
  readonly madeFrom: readonly string[];
  /** What version 1 counts, in our words. */
  readonly definition: string;
}

/** A change of what a measure counts. */
export interface DefinitionFacts {
  readonly code: string;
  /** From 2; version 1 came with the measure. */
  readonly version: number;
  /** First day or month on the new definition, or as near as is known. */
  readonly validFrom: string;
  readonly definition: string;
  /** True if figures before and after cannot be compared. */
  readonly breaks: boolean;
  /** Where the change was announced. */
  readonly notice?: { readonly publication: string; readonly line?: number };
}

/** Who owns the figures of a part of the measures and areas; what is left out is every one. */
export interface OwnershipFacts {
  /** A measure and all below it. */
  readonly measures?: string;
  /** An area and those within it. */
  readonly area?: string;
  /** A member of the dimension `source`: national statistics beside a force's own. */
  readonly source?: string;
  /** The publisher whose later publications change these figures. */
  readonly owner: string;
  /** When it began, by dates of publication; it always was so if left out. */
  readonly from?: PublishedDate;
  /** Why another owner was registered by mistake for the same part from the same date. */
  readonly reason?: string;
}

export type PublisherRegistered = DomainEvent<'PublisherRegistered', PublisherFacts>;
export type PublisherCorrected = DomainEvent<'PublisherCorrected', Corrected<PublisherFacts>>;
export type AreaRegistered = DomainEvent<'AreaRegistered', AreaFacts>;
export type AreaCorrected = DomainEvent<'AreaCorrected', Corrected<AreaFacts>>;
export type DimensionRegistered = DomainEvent<'DimensionRegistered', DimensionFacts>;
export type MembersRegistered = DomainEvent<'MembersRegistered', AddedMembers>;
export type OwnershipRegistered = DomainEvent<'OwnershipRegistered', OwnershipFacts>;
export type MeasureDefined = DomainEvent<'MeasureDefined', MeasureFacts>;
export type MeasureRedefined = DomainEvent<'MeasureRedefined', DefinitionFacts>;

export type MeasureEvent = MeasureDefined | MeasureRedefined;
export type PublisherEvent = PublisherRegistered | PublisherCorrected;
export type AreaEvent = AreaRegistered | AreaCorrected;
export type DimensionEvent = DimensionRegistered | MembersRegistered;
export type RegistryEvent =
  PublisherEvent | AreaEvent | DimensionEvent | MeasureEvent | OwnershipRegistered;
