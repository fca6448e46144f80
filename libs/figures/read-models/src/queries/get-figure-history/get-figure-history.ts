import {
  printedValue,
  type FigureEvent,
  type Locator,
  type PrintedValue,
  type Role,
  LEDGER_EVENTS,
} from '@ledger/figures-domain';
import type { EventRecord, Instant } from '@ledger/kernel';
import { leafHash, logEntry, type LoggedEvent } from '@ledger/transparency';
import type { Answer } from '../../views/answer.js';
import type { AskedClocks } from '../../views/clocks.js';
import {
  pageLimit,
  readCursor,
  writeCursor,
  type AskedPage,
  type NextPage,
} from '../../views/cursor.js';
import type { StoredEntry } from '../../views/entry-reader.js';
import { publicationRef, type PublicationRef } from '../../views/prints.js';
import { UnknownFigure } from '../../views/read-refusals.js';
import type { ViewReader } from '../../views/view-reader.js';
import { isUnderEmbargo } from '../../views/visibility.js';
import type { Publications } from '../../views/figures-at.js';

/** The query for a figure's events. */
export interface HistoryQuestion extends Pick<AskedClocks, 'recordedBy'>, AskedPage {
  readonly key: string;
}

/** Where a number was printed, of an event that says it was. */
export interface AppearanceAnswer extends PrintedValue {
  readonly role: Role;
  readonly locator: Locator;
}

/**
 * One event of a figure, as the log stores it, without its revision: a gap between revisions would
 * show that something under embargo was recorded.
 */
export interface HistoryEvent {
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly publication: PublicationRef;
  /**
   * What was printed and where; of a correction of ours, what the page really says. A retraction of
   * ours has none.
   */
  readonly appearance?: AppearanceAnswer | PrintedValue;
  /** Of a correction, the event it corrects. */
  readonly corrects?: string;
  /** Of a retraction, the event that it retracts. */
  readonly retracts?: string;
  readonly reason?: string;
  readonly note?: string;
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly recordedAt: Instant;
  readonly schemaVersion: number;
  /** The hash of its entry in the transparency log, in hexadecimal digits. */
  readonly leafHash: string;
}

/** A page of a figure's events, in the order they were recorded. */
export interface FigureHistory extends NextPage {
  readonly key: string;
  readonly recordedBy: Instant;
  readonly events: readonly HistoryEvent[];
}

/**
 * Every event of a figure, but those of publications under embargo.
 *
 * @throws {UnknownFigure} there is no such event
 * @throws {MalformedInstant | MalformedCursor | PageLimitOutOfBounds}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function getFigureHistory(
  reader: ViewReader,
  question: HistoryQuestion,
): Promise<Answer<FigureHistory>> {
  const { key, cursor } = question;
  const limit = pageLimit(question);
  const after = cursor === undefined ? 0 : readCursor(cursor, [0] as const)[0];
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const stored = await reader.entries.eventsOf(key, Date.parse(recordedBy));
  const events = stored.map(decoded);
  const publications = await reader.publications(
    new Set(events.map(publicationOf)),
    recordedBy,
  );
  const seen = events.filter((one) => !isUnderEmbargo(publications.of(publicationOf(one))));
  if (seen.length === 0) throw new UnknownFigure(key);
  const ahead = seen.filter((one) => one.position > after);
  const page = ahead.slice(0, limit);
  const last = page.at(-1);
  const next = last === undefined || ahead.length <= limit ? null : writeCursor(last.position);
  const history = page.map((one) => historyEvent(one, publications));
  return { position, body: { key, recordedBy, events: history, next } };
}

type FigureRecord = EventRecord<FigureEvent>;

interface DecodedEntry {
  readonly position: number;
  readonly body: string;
  readonly record: FigureRecord;
}

function decoded({ position, body }: StoredEntry): DecodedEntry {
  return { position, body, record: LEDGER_EVENTS.decode(body) as EventRecord<FigureEvent> };
}

function publicationOf({ record }: DecodedEntry): string {
  return record.data.publication;
}

function historyEvent(entry: DecodedEntry, publications: Publications): HistoryEvent {
  const { position, body, record } = entry;
  return {
    position,
    eventId: record.id,
    type: record.type,
    publication: publicationRef(publicationOf(entry), publications),
    ...saidBy(record),
    actor: record.actor,
    correlationId: record.correlationId,
    causationId: record.causationId,
    recordedAt: record.recordedAt,
    schemaVersion: record.schemaVersion,
    leafHash: leafHashHex({ ...record, position, body }),
  };
}

function leafHashHex(event: LoggedEvent): string {
  return Buffer.from(leafHash(logEntry(event))).toString('hex');
}

function saidBy({
  data,
}: FigureRecord): Pick<
  HistoryEvent,
  'appearance' | 'corrects' | 'retracts' | 'reason' | 'note'
> {
  if ('retracts' in data) return { retracts: data.retracts, reason: data.reason };
  if ('corrects' in data) {
    const { corrects, reason } = data;
    return { appearance: printedValue(data), corrects, reason };
  }
  const { role, locator, change, note } = data;
  return {
    appearance: { ...printedValue(data), role, locator },
    ...(change === undefined ? {} : { reason: change.reason }),
    ...(note === undefined ? {} : { note }),
  };
}
