import {
  areaStream,
  dimensionStream,
  evolveArea,
  evolveDimension,
  evolveFigure,
  evolveFinding,
  evolveFollowUp,
  evolveMeasure,
  evolveOwnership,
  evolvePublication,
  evolvePublisher,
  figureStream,
  findingStream,
  followUpStream,
  measureStream,
  OWNERSHIP_STREAM,
  publicationStream,
  publisherStream,
  UNREPORTED,
  type AreaEvent,
  type AreaState,
  type DimensionEvent,
  type DimensionState,
  type FigureEvent,
  type FigureKey,
  type FigureState,
  type FindingEvent,
  type FindingState,
  type FollowUpEvent,
  type FollowUpState,
  type MeasureEvent,
  type MeasureState,
  type OwnershipRegistered,
  type OwnershipState,
  type PublicationEvent,
  type PublicationState,
  type PublisherEvent,
  type PublisherState,
} from '@ledger/figures-domain';
import type { Subject } from './stream-decider.js';

/** A figure's stream. */
export function figure(key: FigureKey): Subject<FigureState, FigureEvent> {
  return { stream: figureStream(key), initial: UNREPORTED, evolve: evolveFigure };
}

/** A publisher's stream. */
export function publisher(id: string): Subject<PublisherState, PublisherEvent> {
  return { stream: publisherStream(id), initial: undefined, evolve: evolvePublisher };
}

/** An area's stream. */
export function area(id: string): Subject<AreaState, AreaEvent> {
  return { stream: areaStream(id), initial: undefined, evolve: evolveArea };
}

/** A dimension's stream. */
export function dimension(id: string): Subject<DimensionState, DimensionEvent> {
  return { stream: dimensionStream(id), initial: undefined, evolve: evolveDimension };
}

/** The one stream of ownership. */
export function ownership(): Subject<OwnershipState, OwnershipRegistered> {
  return { stream: OWNERSHIP_STREAM, initial: [], evolve: evolveOwnership };
}

/** A measure's stream. */
export function measure(code: string): Subject<MeasureState, MeasureEvent> {
  return { stream: measureStream(code), initial: undefined, evolve: evolveMeasure };
}

/** A publication's stream. */
export function publication(id: string): Subject<PublicationState, PublicationEvent> {
  return { stream: publicationStream(id), initial: undefined, evolve: evolvePublication };
}

/** A finding's stream. */
export function finding(id: string): Subject<FindingState, FindingEvent> {
  return { stream: findingStream(id), initial: undefined, evolve: evolveFinding };
}

/** A follow-up's stream. */
export function followUp(id: string): Subject<FollowUpState, FollowUpEvent> {
  return { stream: followUpStream(id), initial: undefined, evolve: evolveFollowUp };
}
