import type { EventRecord } from '@ledger/kernel';
import { foldLocator, locatorText, printedValue } from './appearance.js';
import type { ChainEntry } from './chain-entry.js';
import type { FigureEvent, FigurePrinted, TranscriptionCorrected } from './figure-events.js';

/** What deciding about a figure needs to remember. */
export type FigureState =
  | { readonly kind: 'unreported' }
  | { readonly kind: 'reported'; readonly entries: readonly ChainEntry[] };

export const UNREPORTED: FigureState = { kind: 'unreported' };

/** The state after one more event. */
export function evolveFigure(
  state: FigureState,
  record: EventRecord<FigureEvent>,
): FigureState {
  const entries = state.kind === 'reported' ? state.entries : [];
  return { kind: 'reported', entries: withRecord(entries, record) };
}

/** The entries a chain is made of, from the events of one figure in order of their stream. */
export function entriesOf(records: Iterable<EventRecord<FigureEvent>>): readonly ChainEntry[] {
  let entries: readonly ChainEntry[] = [];
  for (const record of records) entries = withRecord(entries, record);
  return entries;
}

/** The entry captured at one place of one publication, if there is one; the place is folded. */
export function entryAt(
  state: FigureState,
  publication: string,
  place: string,
): ChainEntry | undefined {
  if (state.kind === 'unreported') return undefined;
  return state.entries.find(
    ({ facts }) =>
      facts.publication === publication && locatorText(foldLocator(facts.locator)) === place,
  );
}

function withRecord(
  entries: readonly ChainEntry[],
  record: EventRecord<FigureEvent>,
): readonly ChainEntry[] {
  if (record.type === 'TranscriptionCorrected') {
    const { data } = record as EventRecord<TranscriptionCorrected>;
    return entries.map((entry) =>
      entry.eventId === data.corrects
        ? {
            ...entry,
            corrected: printedValue(data),
            correctedBy: record.id,
          }
        : entry,
    );
  }
  const { id, recordedAt, data } = record as EventRecord<FigurePrinted>;
  return [...entries, { eventId: id, recordedAt, facts: data }];
}
