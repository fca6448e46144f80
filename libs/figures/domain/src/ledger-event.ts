import type { FigureEvent } from './figure/figure-events.js';
import type { FindingEvent } from './finding/finding.js';
import type { FollowUpEvent } from './follow-up/follow-up.js';
import type { PublicationEvent } from './publication/publication-events.js';
import type { RegistryEvent } from './registry/registry-events.js';

/** Every event the ledger records. */
export type LedgerEvent =
  FigureEvent | PublicationEvent | RegistryEvent | FindingEvent | FollowUpEvent;

/** One that is missing, or none that there is, does not compile. */
const TYPES: Readonly<Record<LedgerEvent['type'], true>> = {
  PublisherRegistered: true,
  PublisherCorrected: true,
  AreaRegistered: true,
  AreaCorrected: true,
  MeasureDefined: true,
  MeasureRedefined: true,
  DimensionRegistered: true,
  MembersRegistered: true,
  OwnershipRegistered: true,
  PublicationRegistered: true,
  PublicationSealed: true,
  PublicationReopened: true,
  PublicationReleased: true,
  PublicationSuperseded: true,
  FigureRecorded: true,
  FigureConfirmed: true,
  FigureRevised: true,
  FigureRestated: true,
  FigureFinalised: true,
  FigureContradicted: true,
  FigureWithdrawn: true,
  TranscriptionCorrected: true,
  AppearanceRetracted: true,
  FindingRaised: true,
  FindingExplained: true,
  FindingAccepted: true,
  FindingDismissed: true,
  FindingReopened: true,
  FindingReconciled: true,
  FindingSuperseded: true,
  FollowUpRaised: true,
  FollowUpUpdated: true,
  FollowUpClosed: true,
};

/** The types of all events, in the order in which a reader meets them. */
export const LEDGER_EVENT_TYPES = Object.keys(TYPES) as readonly LedgerEvent['type'][];
