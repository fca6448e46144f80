import {
  evolveArea,
  evolveDimension,
  evolveMeasure,
  evolvePublisher,
  UnknownMeasure,
  type AreaEvent,
  type AreaFacts,
  type DefinedMeasure,
  type DimensionEvent,
  type DimensionFacts,
  type KnownDimension,
  type MeasureEvent,
  type MeasureState,
  type PublisherEvent,
  type PublisherFacts,
} from '@ledger/figures-domain';
import type { DomainEvent, EventRecord, Instant } from '@ledger/kernel';

/**
 * Folds a measure from those of its events that were recorded by then; its first definition counts
 * whenever it was recorded.
 *
 * @throws {UnknownMeasure} it was never defined
 */
export function measureAt(
  code: string,
  events: readonly EventRecord[] | undefined,
  recordedBy: Instant,
): DefinedMeasure {
  let state: MeasureState;
  for (const record of events ?? []) {
    if (state !== undefined && record.recordedAt > recordedBy) continue;
    state = evolveMeasure(state, record as EventRecord<MeasureEvent>);
  }
  if (state === undefined) throw new UnknownMeasure(code);
  return state;
}

/** What was known of an area by then; null if it was never registered. */
export function areaAt(events: readonly EventRecord[], recordedBy: Instant): AreaFacts | null {
  return foldedAt<AreaEvent, AreaFacts>(events, recordedBy, evolveArea);
}

/** What was known of a publisher by then; null if it was never registered. */
export function publisherAt(
  events: readonly EventRecord[],
  recordedBy: Instant,
): PublisherFacts | null {
  return foldedAt<PublisherEvent, PublisherFacts>(events, recordedBy, evolvePublisher);
}

/** What was known of a dimension by then; null if it was never registered. */
export function dimensionAt(
  events: readonly EventRecord[],
  recordedBy: Instant,
): KnownDimension | null {
  return foldedAt<DimensionEvent, KnownDimension>(events, recordedBy, evolveDimension);
}

/** The same as facts, with a list of members. */
export function dimensionFactsAt(
  events: readonly EventRecord[],
  recordedBy: Instant,
): DimensionFacts | null {
  const dimension = dimensionAt(events, recordedBy);
  if (dimension === null) return null;
  const members = [...dimension.members].map(([id, title]) => ({ id, title }));
  return { id: dimension.id, title: dimension.title, members };
}

/** Folds what was recorded by then; the registration counts whenever it was recorded. */
function foldedAt<Event extends DomainEvent, Thing>(
  events: readonly EventRecord[],
  recordedBy: Instant,
  evolve: (state: Thing | undefined, record: EventRecord<Event>) => Thing | undefined,
): Thing | null {
  let state: Thing | undefined;
  for (const record of events) {
    if (state !== undefined && record.recordedAt > recordedBy) continue;
    state = evolve(state, record as EventRecord<Event>);
  }
  return state ?? null;
}
