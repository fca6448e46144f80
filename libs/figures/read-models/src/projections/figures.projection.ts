import {
  LEDGER_EVENTS,
  publishedFrom,
  type AppearanceRetracted,
  type FigureFacts,
  type FindingFacts,
  type FollowUpFacts,
  type LedgerEvent,
  type PrintedValue,
  type PublicationFacts,
  type PublicationSuperseded,
} from '@ledger/figures-domain';
import { canonicalDecimal, type EventRecord } from '@ledger/kernel';
import type { ProjectedEvent, Projection, RowChanges } from '@ledger/projections-port';
import {
  ENTRIES,
  FIGURES,
  FINDINGS,
  FOLLOW_UPS,
  MARKED_FIGURES,
  PUBLICATION_LINKS,
  PUBLICATIONS,
  REGISTRY_EVENTS,
  RETRACTIONS,
  type RegistryKind,
} from './view-tables.js';

/** What one event leads to. */
type Take = (event: ProjectedEvent, record: EventRecord, changes: RowChanges) => void;

/** What the events of each type lead to here. A missing type does not compile. */
type Takes = { readonly [Type in LedgerEvent['type']]: Take };

/** Which registry an event is about. */
const REGISTER_OF = {
  PublisherRegistered: 'publisher',
  PublisherCorrected: 'publisher',
  AreaRegistered: 'area',
  AreaCorrected: 'area',
  DimensionRegistered: 'dimension',
  MembersRegistered: 'dimension',
  OwnershipRegistered: 'ownership',
  MeasureDefined: 'measure',
  MeasureRedefined: 'measure',
  PublicationRegistered: 'publication',
  PublicationSealed: 'publication',
  PublicationReopened: 'publication',
  PublicationReleased: 'publication',
  PublicationSuperseded: 'publication',
  ArtefactSeen: 'publication',
  FollowUpRaised: 'follow-up',
  FollowUpUpdated: 'follow-up',
  FollowUpClosed: 'follow-up',
  FindingRaised: 'finding',
  FindingExplained: 'finding',
  FindingAccepted: 'finding',
  FindingDismissed: 'finding',
  FindingReopened: 'finding',
  FindingReconciled: 'finding',
  FindingSuperseded: 'finding',
} as const satisfies { readonly [Type in LedgerEvent['type']]?: RegistryKind };

const TAKES: Takes = {
  PublisherRegistered: takeRegistryEvent,
  PublisherCorrected: takeRegistryEvent,
  AreaRegistered: takeRegistryEvent,
  AreaCorrected: takeRegistryEvent,
  DimensionRegistered: takeRegistryEvent,
  MembersRegistered: takeRegistryEvent,
  OwnershipRegistered: takeRegistryEvent,
  MeasureDefined: takeRegistryEvent,
  MeasureRedefined: takeRegistryEvent,
  PublicationRegistered: takePublication,
  PublicationSealed: takeRegistryEvent,
  PublicationReopened: takeRegistryEvent,
  PublicationReleased: takeRegistryEvent,
  PublicationSuperseded: takeSupersession,
  ArtefactSeen: takeRegistryEvent,
  FollowUpRaised: takeRegistryEvent,
  FollowUpUpdated: takeRegistryEvent,
  FollowUpClosed: takeRegistryEvent,
  FigureRecorded: takePrint,
  FigureConfirmed: takePrint,
  FigureRevised: takePrint,
  FigureRestated: takePrint,
  FigureFinalised: takePrint,
  FigureContradicted: takePrint,
  FigureWithdrawn: takePrint,
  TranscriptionCorrected: takeCorrection,
  AppearanceRetracted: takeRetraction,
  FindingRaised: takeRegistryEvent,
  FindingExplained: takeRegistryEvent,
  FindingAccepted: takeRegistryEvent,
  FindingDismissed: takeRegistryEvent,
  FindingReopened: takeRegistryEvent,
  FindingReconciled: takeRegistryEvent,
  FindingSuperseded: takeRegistryEvent,
};

/**
 * Figures, what was printed of them, and the registries.
 *
 * Nothing is decided here: chains, values in force and the state of registries are folded from
 * the stored events at query time, as of both clocks, so that the order in which events arrived
 * never shows. Events that are about something else lead to nothing; one of a type or a version
 * that is not known stops the projection.
 */
export const figuresProjection: Projection = {
  name: 'figures',
  version: 7,
  tables: [
    ENTRIES,
    FIGURES,
    MARKED_FIGURES,
    RETRACTIONS,
    REGISTRY_EVENTS,
    PUBLICATIONS,
    PUBLICATION_LINKS,
    FOLLOW_UPS,
    FINDINGS,
  ],
  project(events, changes) {
    for (const event of events) {
      const record = LEDGER_EVENTS.lifted(event.record);
      TAKES[record.type](event, record, changes);
    }
  },
};

function takePrint(event: ProjectedEvent, record: EventRecord, changes: RowChanges): void {
  const facts = record.data as FigureFacts;
  const recorded_ms = Date.parse(record.recordedAt);
  const { key, publication, locator } = facts;
  changes.keep(ENTRIES, {
    ...entryOf(event, facts, recorded_ms),
    publication,
    line: locator.line ?? 0,
    cell: locator.order ?? 0,
    occurrence: locator.occurrence ?? 1,
  });
  // The first event of its stream, and no other, is the figure's first.
  if (record.revision === 0) keepFigure(event.position, facts, recorded_ms, changes);
  for (const marker of facts.markers)
    changes.keep(MARKED_FIGURES, { marker, key, recorded_ms });
}

/** For events about our own captures, which are on no page. */
const NOWHERE = { line: 0, cell: 0, occurrence: 1 };

function takeCorrection(event: ProjectedEvent, record: EventRecord, changes: RowChanges): void {
  const facts = record.data as PrintedValue & { readonly key: string };
  const recorded_ms = Date.parse(record.recordedAt);
  const { key } = facts;
  const entry = entryOf(event, facts, recorded_ms);
  changes.keep(ENTRIES, { ...entry, publication: null, ...NOWHERE });
  for (const marker of facts.markers)
    changes.keep(MARKED_FIGURES, { marker, key, recorded_ms });
}

/** A retracted row stays: queries about later moments leave it out. */
function takeRetraction(
  { position, id, type, body }: ProjectedEvent,
  record: EventRecord,
  changes: RowChanges,
): void {
  const { key, publication, retracts } = (record as EventRecord<AppearanceRetracted>).data;
  const recorded_ms = Date.parse(record.recordedAt);
  const about = { publication: null, ...NOWHERE, number: null };
  changes.keep(ENTRIES, { position, event_id: id, key, type, recorded_ms, body, ...about });
  changes.keep(RETRACTIONS, { publication, event_id: retracts, recorded_ms });
}

function entryOf(
  { position, id, type, body }: ProjectedEvent,
  { key, value }: PrintedValue & { readonly key: string },
  recorded_ms: number,
) {
  const number = value === null ? null : canonicalDecimal(value);
  return { position, event_id: id, key, type, recorded_ms, number, body };
}

function keepFigure(
  position: number,
  { key, figure: { area, period } }: FigureFacts,
  recorded_ms: number,
  changes: RowChanges,
): void {
  changes.keep(FIGURES, { position, key, area, period, recorded_ms });
}

function takeRegistryEvent(
  { position, type, body }: ProjectedEvent,
  { data, recordedAt }: EventRecord,
  changes: RowChanges,
): void {
  const recorded_ms = Date.parse(recordedAt);
  const kind = REGISTER_OF[type as keyof typeof REGISTER_OF];
  const facts = data as { readonly id?: string; readonly code?: string };
  const id = (kind === 'measure' ? facts.code : facts.id) ?? '';
  changes.keep(REGISTRY_EVENTS, { position, kind, id, recorded_ms, body });
  if (type === 'FollowUpRaised') {
    const { subject } = data as FollowUpFacts;
    const publication = subject.publication ?? null;
    changes.keep(FOLLOW_UPS, { id, publication, recorded_ms });
  }
  if (type === 'FindingRaised') {
    const { publication = null } = data as FindingFacts;
    changes.keep(FINDINGS, { id, publication, recorded_ms });
  }
}

function takePublication(
  event: ProjectedEvent,
  record: EventRecord,
  changes: RowChanges,
): void {
  takeRegistryEvent(event, record, changes);
  const { id, published, publisher, corrects = [] } = record.data as PublicationFacts;
  const recorded_ms = Date.parse(record.recordedAt);
  const published_from = publishedFrom(published);
  changes.keep(PUBLICATIONS, { id, published_from, publisher, recorded_ms });
  for (const corrected of corrects) {
    const link = { id: corrected, relation: 'corrected-by', other: id, recorded_ms } as const;
    changes.keep(PUBLICATION_LINKS, link);
  }
}

function takeSupersession(
  event: ProjectedEvent,
  record: EventRecord,
  changes: RowChanges,
): void {
  takeRegistryEvent(event, record, changes);
  const { id, by } = (record as EventRecord<PublicationSuperseded>).data;
  const recorded_ms = Date.parse(record.recordedAt);
  const link = { id: by, relation: 'supersedes', other: id, recorded_ms } as const;
  changes.keep(PUBLICATION_LINKS, link);
}
