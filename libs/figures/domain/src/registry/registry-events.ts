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

/**
 * Whether numbers of a measure add up over time (flow), stand at a moment (stock) or neither.
 */
export const MEASURE_KINDS = ['flow', 'stock', 'ratio'] as const;
/** What sort of number a measure has. */
export const VALUE_TYPES = ['count', 'decimal', 'percentage', 'duration', 'money'] as const;
/** Whether a rise is good, bad or neither. */
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

/** A publisher was registered. */
export type PublisherRegistered = DomainEvent<'PublisherRegistered', PublisherFacts>;
/** What was registered of a publisher was wrong. */
export type PublisherCorrected = DomainEvent<'PublisherCorrected', Corrected<PublisherFacts>>;
/** An area was registered. */
export type AreaRegistered = DomainEvent<'AreaRegistered', AreaFacts>;
/** What was registered of an area was wrong. */
export type AreaCorrected = DomainEvent<'AreaCorrected', Corrected<AreaFacts>>;
/** A dimension of breakdowns was registered, with its first members. */
export type DimensionRegistered = DomainEvent<'DimensionRegistered', DimensionFacts>;
/** A dimension got further members. */
export type MembersRegistered = DomainEvent<'MembersRegistered', AddedMembers>;
/** It was registered who owns the figures of a part of the measures and areas. */
export type OwnershipRegistered = DomainEvent<'OwnershipRegistered', OwnershipFacts>;
/** A measure was defined. */
export type MeasureDefined = DomainEvent<'MeasureDefined', MeasureFacts>;
/** A measure got another version of its definition. */
export type MeasureRedefined = DomainEvent<'MeasureRedefined', DefinitionFacts>;

/** Every event of a measure's stream. */
export type MeasureEvent = MeasureDefined | MeasureRedefined;
/** Every event of a publisher's stream. */
export type PublisherEvent = PublisherRegistered | PublisherCorrected;
/** Every event of an area's stream. */
export type AreaEvent = AreaRegistered | AreaCorrected;
/** Every event of a dimension's stream. */
export type DimensionEvent = DimensionRegistered | MembersRegistered;
/** Every event of a registry. */
export type RegistryEvent =
  PublisherEvent | AreaEvent | DimensionEvent | MeasureEvent | OwnershipRegistered;
