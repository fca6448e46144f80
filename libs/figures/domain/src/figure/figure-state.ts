import type { EventRecord } from '@ledger/kernel';
import { foldLocator, locatorText, type Locator } from './appearance.js';
import { printedValue } from '../printed/print.js';
import { isStanding, type ChainEntry } from './chain-entry.js';
import type {
  AppearanceRetracted,
  FigureEvent,
  FigurePrinted,
  TranscriptionCorrected,
} from './figure-events.js';

/** What deciding about a figure needs to remember. */
export type FigureState =
  | { readonly kind: 'unreported' }
  | { readonly kind: 'reported'; readonly entries: readonly ChainEntry[] };

/** The state of a figure before anything is printed of it. */
export const UNREPORTED: FigureState = { kind: 'unreported' };

/** The state after one more event. */
export function evolveFigure(
  state: FigureState,
  record: EventRecord<FigureEvent>,
): FigureState {
  const entries = state.kind === 'reported' ? [...state.entries] : [];
  take(entries, record);
  return { kind: 'reported', entries };
}

/** The entries a chain is made of, from the events of one figure in order of their stream. */
export function entriesOf(records: Iterable<EventRecord<FigureEvent>>): readonly ChainEntry[] {
  const entries: ChainEntry[] = [];
  for (const record of records) take(entries, record);
  return entries;
}

/** The entry that an event made, if it is one of this figure; it may have been retracted. */
export function entryOf(state: FigureState, eventId: string): ChainEntry | undefined {
  if (state.kind === 'unreported') return undefined;
  return state.entries.find((entry) => entry.eventId === eventId);
}

/** The entry at one locator of one publication, if there is one; the locator is folded. */
export function entryAt(
  state: FigureState,
  publication: string,
  place: string,
): ChainEntry | undefined {
  if (state.kind === 'unreported') return undefined;
  return state.entries.find(
    (entry) =>
      isStanding(entry) &&
      entry.facts.publication === publication &&
      placeOf(entry.facts.locator) === place,
  );
}

/**
 * A figure may be printed thousands of times, and every locator is looked up among all others.
 */
const places = new WeakMap<Locator, string>();

function placeOf(locator: Locator): string {
  const known = places.get(locator);
  if (known !== undefined) return known;
  const place = locatorText(foldLocator(locator));
  places.set(locator, place);
  return place;
}

function take(entries: ChainEntry[], record: EventRecord<FigureEvent>): void {
  switch (record.type) {
    case 'TranscriptionCorrected': {
      const { data } = record as EventRecord<TranscriptionCorrected>;
      const mended = { corrected: printedValue(data), correctedBy: record.id };
      return mend(entries, data.corrects, mended);
    }
    case 'AppearanceRetracted': {
      const { retracts, reason } = (record as EventRecord<AppearanceRetracted>).data;
      const retraction = { eventId: record.id, recordedAt: record.recordedAt, reason };
      return mend(entries, retracts, { retraction });
    }
    default: {
      const { id, recordedAt, data } = record as EventRecord<FigurePrinted>;
      entries.push({ eventId: id, recordedAt, facts: data });
    }
  }
}

function mend(entries: ChainEntry[], eventId: string, change: Partial<ChainEntry>): void {
  const at = entries.findIndex((entry) => entry.eventId === eventId);
  const entry = entries[at];
  if (entry !== undefined) entries[at] = { ...entry, ...change };
}
