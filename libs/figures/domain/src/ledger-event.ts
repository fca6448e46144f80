import { EventReader, type RecordOf } from '@ledger/kernel';
import type { FigureEvent } from './figure/figure-events.js';
import type { FindingEvent } from './finding/finding.js';
import type { FollowUpEvent } from './follow-up/follow-up.js';
import type { PublicationEvent } from './publication/publication-events.js';
import type { RegistryEvent } from './registry/registry-events.js';

/** Every event the ledger records. */
export type LedgerEvent =
  FigureEvent | PublicationEvent | RegistryEvent | FindingEvent | FollowUpEvent;

/**
 * Reads every event that was ever recorded, as the types of today. A type without a line does not
 * compile; a new version of a type adds the lift from the one before to its line, and stored bodies
 * of it to `testing/frozen-events.json`.
 */
export const LEDGER_EVENTS = new EventReader<LedgerEvent>({
  PublisherRegistered: [],
  PublisherCorrected: [],
  AreaRegistered: [],
  AreaCorrected: [],
  MeasureDefined: [],
  MeasureRedefined: [],
  DimensionRegistered: [],
  MembersRegistered: [],
  OwnershipRegistered: [],
  PublicationRegistered: [],
  PublicationSealed: [],
  PublicationReopened: [],
  PublicationReleased: [],
  PublicationSuperseded: [],
  ArtefactSeen: [],
  FigureRecorded: [],
  FigureConfirmed: [],
  FigureRevised: [],
  FigureRestated: [],
  FigureFinalised: [],
  FigureContradicted: [],
  FigureWithdrawn: [],
  TranscriptionCorrected: [],
  AppearanceRetracted: [],
  FindingRaised: [],
  FindingExplained: [],
  FindingAccepted: [],
  FindingDismissed: [],
  FindingReopened: [],
  FindingReconciled: [],
  FindingSuperseded: [],
  FollowUpRaised: [],
  FollowUpUpdated: [],
  FollowUpClosed: [],
});

/** A stored event as the types of today: its type says what its data is. */
export type LedgerRecord = RecordOf<LedgerEvent>;

/** The types of all events, in the order in which a reader meets them. */
export const LEDGER_EVENT_TYPES: readonly LedgerEvent['type'][] = LEDGER_EVENTS.types;
