import type { EventRecord } from '@ledger/kernel';
import { refuseOtherFacts } from './same-facts.js';
import { isCode, isWord } from '../text/names.js';
import type {
  AreaCorrected,
  AreaEvent,
  AreaFacts,
  AreaRegistered,
  Corrected,
  PublisherCorrected,
  PublisherEvent,
  PublisherFacts,
  PublisherRegistered,
} from './registry-events.js';
import { MalformedName, UnknownArea, UnknownPublisher } from './registry-refusals.js';

/** A publisher, or undefined before it is registered. */
export type PublisherState = PublisherFacts | undefined;
/** An area, or undefined before it is registered. */
export type AreaState = AreaFacts | undefined;

/** The state after one more event: what was corrected last stands. */
export function evolvePublisher(
  _state: PublisherState,
  { data }: EventRecord<PublisherEvent>,
): PublisherState {
  return withoutReason<PublisherFacts>(data);
}

/** The state after one more event: what was corrected last stands. */
export function evolveArea(_state: AreaState, { data }: EventRecord<AreaEvent>): AreaState {
  return withoutReason<AreaFacts>(data);
}

/**
 * Registers a publisher; the same facts again change nothing.
 *
 * @throws {AlreadyRegistered} it is registered with other facts
 * @throws {MalformedName} the id is no name
 */
export function registerPublisher(
  command: PublisherFacts,
  known: PublisherState,
): PublisherRegistered[] {
  if (!isWord(command.id)) throw new MalformedName('publisher', command.id);
  if (known === undefined) return [{ type: 'PublisherRegistered', data: command }];
  refuseOtherFacts('publisher', command.id, known, command);
  return [];
}

/**
 * Corrects a publisher's facts in the registry; a repeated correction changes nothing.
 *
 * @param command all facts as they should have been
 * @throws {UnknownPublisher} it was never registered
 */
export function correctPublisher(
  command: Corrected<PublisherFacts>,
  known: PublisherState,
): PublisherCorrected[] {
  if (known === undefined) throw new UnknownPublisher(command.id);
  const { title, kind } = command;
  if (title === known.title && kind === known.kind) return [];
  return [{ type: 'PublisherCorrected', data: command }];
}

/**
 * Registers an area; the same facts again change nothing.
 *
 * @throws {AlreadyRegistered} it is registered with other facts
 * @throws {MalformedName} the id is no name
 */
export function registerArea(command: AreaFacts, known: AreaState): AreaRegistered[] {
  if (!isCode(command.id)) throw new MalformedName('area', command.id);
  if (known === undefined) return [{ type: 'AreaRegistered', data: command }];
  refuseOtherFacts('area', command.id, known, command);
  return [];
}

/**
 * Corrects an area's facts in the registry; a repeated correction changes nothing.
 *
 * @param command all facts as they should have been; without a parent the area has none
 * @throws {UnknownArea} it was never registered
 */
export function correctArea(command: Corrected<AreaFacts>, known: AreaState): AreaCorrected[] {
  if (known === undefined) throw new UnknownArea(command.id);
  const { title, kind, parent } = command;
  if (title === known.title && kind === known.kind && parent === known.parent) return [];
  return [{ type: 'AreaCorrected', data: command }];
}

/** The name of the stream an area's events are on. */
export function areaStream(id: string): string {
  return `area-${id}`;
}

/** The name of the stream a publisher's events are on. */
export function publisherStream(id: string): string {
  return `publisher-${id}`;
}

function withoutReason<Facts extends object>(data: Facts | Corrected<Facts>): Facts {
  if (!('reason' in data)) return data;
  const { reason: _reason, ...facts } = data;
  return facts as unknown as Facts;
}
