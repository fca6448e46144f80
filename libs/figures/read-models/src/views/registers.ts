import {
  evolveArea,
  evolveDimension,
  evolveFinding,
  evolveFollowUp,
  evolveMeasure,
  evolvePublication,
  evolvePublisher,
  publishedFrom,
  UnknownMeasure,
  UnknownPublication,
  type AreaEvent,
  type AreaFacts,
  type DefinedMeasure,
  type DimensionEvent,
  type DimensionFacts,
  type FindingEvent,
  type FindingState,
  type FollowUpEvent,
  type FollowUpState,
  type KnownDimension,
  type KnownFinding,
  type KnownFollowUp,
  type KnownPublication,
  type MeasureEvent,
  type MeasureState,
  type PublicationEvent,
  type PublicationState,
  type PublisherEvent,
  type PublisherFacts,
} from '@ledger/figures-domain';
import type { DomainEvent, EventRecord, Instant } from '@ledger/kernel';

/** Things by their names, each folded on first use. */
export class LazyMap<Thing> {
  readonly #fold: (name: string) => Thing;
  readonly #folded = new Map<string, Thing>();

  /** @param fold throws for an unknown name */
  constructor(fold: (name: string) => Thing) {
    this.#fold = fold;
  }

  /** @throws {UnknownPublication | UnknownMeasure} nothing was registered under that name */
  of(name: string): Thing {
    const known = this.#folded.get(name);
    if (known !== undefined) return known;
    const folded = this.#fold(name);
    this.#folded.set(name, folded);
    return folded;
  }
}

/** A publication as the ledger knew it at some moment. */
export interface PublicationAt extends KnownPublication {
  readonly registeredAt: Instant;
  /** When it was released, of one that was under embargo. */
  readonly releasedAt: Instant | null;
  /**
   * The moment from which the public surely could see it: the end of the date it bears, and of one
   * under embargo not before its release. Null while it is under embargo.
   */
  readonly visibleFrom: Instant | null;
}

/**
 * Folds a publication from those of its events that were recorded by then.
 *
 * Its registration counts whenever it was recorded: writers' clocks may differ, and what refers to
 * a publication was recorded after it.
 *
 * @throws {UnknownPublication} there is no registration
 */
export function publicationAt(
  id: string,
  events: readonly EventRecord[] | undefined,
  recordedBy: Instant,
): PublicationAt {
  let state: PublicationState;
  let releasedAt: Instant | null = null;
  for (const record of events ?? []) {
    if (state !== undefined && record.recordedAt > recordedBy) continue;
    state = evolvePublication(state, record as EventRecord<PublicationEvent>);
    if (record.type === 'PublicationReleased') releasedAt = record.recordedAt;
  }
  const registered = events?.[0];
  if (state === undefined || registered === undefined) throw new UnknownPublication(id);
  const registeredAt = registered.recordedAt;
  return { ...state, registeredAt, releasedAt, visibleFrom: visibleFrom(state, releasedAt) };
}

function visibleFrom({ facts }: KnownPublication, releasedAt: Instant | null): Instant | null {
  const dated = publishedFrom(facts.published);
  if (!facts.isEmbargoed) return dated;
  if (releasedAt === null) return null;
  return releasedAt > dated ? releasedAt : dated;
}

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

/** A follow-up, and when it was raised and last changed. */
export interface FollowUpAt extends KnownFollowUp {
  readonly raisedAt: Instant;
  readonly changedAt: Instant;
}

/** Folds a follow-up from those of its events that were recorded by then; null before the first. */
export function followUpAt(
  events: readonly EventRecord[],
  recordedBy: Instant,
): FollowUpAt | null {
  let state: FollowUpState;
  let [raisedAt, changedAt]: (Instant | undefined)[] = [];
  for (const record of events) {
    if (record.recordedAt > recordedBy) continue;
    state = evolveFollowUp(state, record as EventRecord<FollowUpEvent>);
    raisedAt ??= record.recordedAt;
    changedAt = record.recordedAt;
  }
  if (state === undefined || raisedAt === undefined || changedAt === undefined) return null;
  return { ...state, raisedAt, changedAt };
}

/** One thing that happened to a finding. */
export interface FindingStep {
  readonly type: FindingEvent['type'];
  /** Why; absent where it was raised. */
  readonly reason?: string;
  /** The finding that replaces it. */
  readonly by?: string;
  readonly actor: string;
  readonly recordedAt: Instant;
  readonly eventId: string;
}

/** A finding with everything that happened to it, in order. */
export interface FindingAt extends KnownFinding {
  readonly history: readonly [FindingStep, ...FindingStep[]];
}

/** Folds a finding from those of its events that were recorded by then; null before the first. */
export function findingAt(
  events: readonly EventRecord[],
  recordedBy: Instant,
): FindingAt | null {
  let state: FindingState;
  const history: FindingStep[] = [];
  for (const record of events) {
    if (record.recordedAt > recordedBy) continue;
    state = evolveFinding(state, record as EventRecord<FindingEvent>);
    history.push(findingStep(record as EventRecord<FindingEvent>));
  }
  const [first, ...others] = history;
  if (state === undefined || first === undefined) return null;
  return { ...state, history: [first, ...others] };
}

function findingStep({
  type,
  data,
  actor,
  recordedAt,
  id: eventId,
}: EventRecord<FindingEvent>): FindingStep {
  return {
    type,
    ...('reason' in data ? { reason: data.reason } : {}),
    ...('by' in data ? { by: data.by } : {}),
    ...{ actor, recordedAt, eventId },
  };
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
