import {
  areaStream,
  evolveFigure,
  evolveFinding,
  evolveFollowUp,
  evolveMeasure,
  evolvePublication,
  figureStream,
  findingStream,
  followUpStream,
  measureStream,
  publicationStream,
  publisherStream,
  UNREPORTED,
  type AreaFacts,
  type AreaRegistered,
  type FigureEvent,
  type FigureKey,
  type FigureState,
  type FindingEvent,
  type FindingState,
  type FollowUpEvent,
  type FollowUpState,
  type MeasureEvent,
  type MeasureState,
  type PublicationEvent,
  type PublicationState,
  type PublisherFacts,
  type PublisherRegistered,
} from '@ledger/figures-domain';
import type { Subject } from './stream-decider.js';

export function figure(key: FigureKey): Subject<FigureState, FigureEvent> {
  return { stream: figureStream(key), initial: UNREPORTED, evolve: evolveFigure };
}

export function publisher(
  id: string,
): Subject<PublisherFacts | undefined, PublisherRegistered> {
  return { stream: publisherStream(id), initial: undefined, evolve: (_, { data }) => data };
}

export function area(id: string): Subject<AreaFacts | undefined, AreaRegistered> {
  return { stream: areaStream(id), initial: undefined, evolve: (_, { data }) => data };
}

export function measure(code: string): Subject<MeasureState, MeasureEvent> {
  return { stream: measureStream(code), initial: undefined, evolve: evolveMeasure };
}

export function publication(id: string): Subject<PublicationState, PublicationEvent> {
  return { stream: publicationStream(id), initial: undefined, evolve: evolvePublication };
}

export function finding(id: string): Subject<FindingState, FindingEvent> {
  return { stream: findingStream(id), initial: undefined, evolve: evolveFinding };
}

export function followUp(id: string): Subject<FollowUpState, FollowUpEvent> {
  return { stream: followUpStream(id), initial: undefined, evolve: evolveFollowUp };
}
