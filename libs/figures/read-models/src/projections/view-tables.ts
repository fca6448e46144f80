import { defineTable, type BuildRow, type TableOf } from '@ledger/projections-port';
import type { ChangeRow } from './change-table.js';

/** One event of a figure's stream. */
export type EntryRow = {
  readonly position: number;
  readonly event_id: string;
  readonly key: string;
  /** The publication that printed it; empty for what we say of our own capture. */
  readonly publication: string | null;
  readonly type: string;
  /** Milliseconds since the Unix epoch. */
  readonly recorded_ms: number;
  /** The exact value, equal numbers alike; empty where there is none. */
  readonly number: string | null;
  /** Its line on the page; 0 if unknown. */
  readonly line: number;
  /** Which of the cells on its line; 0 if unknown. */
  readonly cell: number;
  readonly occurrence: number;
  /** The stored bytes. */
  readonly body: string;
};

/**
 * A figure, from the first event of its stream. It is kept by the position of that event and not
 * by its key, because rows that come in order of keys would be strewn over the whole table with
 * every batch: a rebuild would write three times as much. What else identifies it is in its key.
 */
export type FigureRow = {
  readonly position: number;
  readonly key: string;
  readonly area: string;
  readonly period: string;
  readonly recorded_ms: number;
};

/** A figure that was ever printed with a marker. */
export type MarkedFigureRow = {
  readonly marker: string;
  readonly key: string;
  readonly recorded_ms: number;
};

/** A retracted capture. */
export type RetractionRow = {
  readonly publication: string;
  readonly event_id: string;
  readonly recorded_ms: number;
};

/** The kinds of things of which a registry keeps the events, one registry a kind. */
export const REGISTRY_KINDS = [
  'publication',
  'measure',
  'ownership',
  'area',
  'publisher',
  'dimension',
  'follow-up',
  'finding',
] as const;

/** What the registries hold. */
export type RegistryKind = (typeof REGISTRY_KINDS)[number];

/** One event about something in a registry. */
export type RegistryEventRow = {
  readonly position: number;
  readonly kind: string;
  readonly id: string;
  readonly recorded_ms: number;
  /** The stored bytes. */
  readonly body: string;
};

/** A publication in the order of publication time. */
export type PublicationRow = {
  readonly id: string;
  /** The moment from which the public surely could see it. */
  readonly published_from: string;
  readonly publisher: string;
  readonly recorded_ms: number;
};

/** How a publication relates to another one that its own events do not name. */
export type PublicationRelation = 'corrected-by' | 'supersedes';

/** One publication's relation to another. */
export type PublicationLinkRow = {
  readonly id: string;
  readonly relation: PublicationRelation;
  /** Id of the other publication. */
  readonly other: string;
  readonly recorded_ms: number;
};

/** A follow-up and the publication it is about. */
export type FollowUpRow = {
  readonly id: string;
  readonly publication: string | null;
  readonly recorded_ms: number;
};

/** A finding that was raised, and the publication whose number it recomputes. */
export type FindingRow = {
  readonly id: string;
  readonly publication: string | null;
  readonly recorded_ms: number;
};

/** A word by which something is found. */
export type WordRow = {
  /** `measure`, `area` or `publication`. */
  readonly kind: string;
  readonly word: string;
  /** Its code or id. */
  readonly ref: string;
  readonly recorded_ms: number;
};

/** The rows of each table, as queries see them. */
export interface ViewTables {
  readonly entries: EntryRow;
  readonly figures: FigureRow;
  readonly marked_figures: MarkedFigureRow;
  readonly retractions: RetractionRow;
  readonly register_events: RegistryEventRow;
  readonly publications: PublicationRow;
  readonly publication_links: PublicationLinkRow;
  readonly follow_ups: FollowUpRow;
  readonly findings: FindingRow;
  readonly words: WordRow;
  readonly changes: ChangeRow;
  readonly projection_builds: BuildRow;
}

/** The order in which a publication is read. */
const PLACE = ['publication', 'line', 'cell', 'occurrence', 'position'] as const;

/**
 * Each further index on a column without order costs a page write per event, so there are only
 * as many as queries need.
 */
export const ENTRIES: TableOf<EntryRow> = defineTable<EntryRow>(
  'entries',
  {
    position: 'integer',
    event_id: 'text',
    key: 'text',
    publication: 'label?',
    type: 'label',
    recorded_ms: 'integer',
    number: 'text?',
    line: 'integer',
    cell: 'integer',
    occurrence: 'integer',
    body: 'text',
  },
  {
    primaryKey: ['position'],
    indexes: {
      entries_by_figure: ['key', 'position', 'recorded_ms'],
      entries_by_place: PLACE,
      entries_by_publication: ['publication', 'key', 'recorded_ms'],
      entries_by_number: ['number', 'key', 'recorded_ms'],
    },
    include: { entries_by_place: ['event_id', 'recorded_ms', 'type'] },
    eventColumn: 'body',
  },
);

/** Every figure with the position of its first event, to find figures by area and by period. */
export const FIGURES: TableOf<FigureRow> = defineTable<FigureRow>(
  'figures',
  { position: 'integer', key: 'text', area: 'label', period: 'label', recorded_ms: 'integer' },
  {
    primaryKey: ['position'],
    indexes: {
      figures_by_area: ['area', 'key', 'recorded_ms'],
      figures_by_period: ['period', 'key', 'recorded_ms'],
    },
  },
);

/** Which figures carry which marker, for searches by marker. */
export const MARKED_FIGURES: TableOf<MarkedFigureRow> = defineTable<MarkedFigureRow>(
  'marked_figures',
  { marker: 'text', key: 'text', recorded_ms: 'integer' },
  { primaryKey: ['marker', 'key'] },
);

/** Retracted captures, by publication and the event that was retracted. */
export const RETRACTIONS: TableOf<RetractionRow> = defineTable<RetractionRow>(
  'retractions',
  { publication: 'text', event_id: 'text', recorded_ms: 'integer' },
  { primaryKey: ['publication', 'event_id'] },
);

/**
 * The events of all registries in order of position, from which their state at a moment is
 * folded.
 */
export const REGISTRY_EVENTS: TableOf<RegistryEventRow> = defineTable<RegistryEventRow>(
  'register_events',
  { position: 'integer', kind: 'text', id: 'text', recorded_ms: 'integer', body: 'text' },
  {
    primaryKey: ['position'],
    indexes: { register_events_by_id: ['kind', 'id', 'position'] },
    eventColumn: 'body',
  },
);

/** Publications in order of their dates. */
export const PUBLICATIONS: TableOf<PublicationRow> = defineTable<PublicationRow>(
  'publications',
  { id: 'text', published_from: 'text', publisher: 'text', recorded_ms: 'integer' },
  { primaryKey: ['id'], indexes: { publications_by_date: ['published_from', 'id'] } },
);

/** Which publication corrects or supersedes which other, by relation. */
export const PUBLICATION_LINKS: TableOf<PublicationLinkRow> = defineTable<PublicationLinkRow>(
  'publication_links',
  { id: 'text', relation: 'text', other: 'text', recorded_ms: 'integer' },
  { primaryKey: ['id', 'relation', 'other'] },
);

/** Follow-ups, by id and by the publication they are about, if any. */
export const FOLLOW_UPS: TableOf<FollowUpRow> = defineTable<FollowUpRow>(
  'follow_ups',
  { id: 'text', publication: 'text?', recorded_ms: 'integer' },
  { primaryKey: ['id'], indexes: { follow_ups_by_publication: ['publication', 'id'] } },
);

/** Findings, by id and by the publication they are about, if any. */
export const FINDINGS: TableOf<FindingRow> = defineTable<FindingRow>(
  'findings',
  { id: 'text', publication: 'text?', recorded_ms: 'integer' },
  { primaryKey: ['id'], indexes: { findings_by_publication: ['publication', 'id'] } },
);

/** The words by which figures and registered things are found. */
export const WORDS: TableOf<WordRow> = defineTable<WordRow>(
  'words',
  { kind: 'text', word: 'text', ref: 'text', recorded_ms: 'integer' },
  { primaryKey: ['kind', 'word', 'ref'] },
);
