import { isCode, isWord } from './names.js';
import { refuseOtherFacts } from './measure-state.js';
import type {
  AreaFacts,
  AreaRegistered,
  PublisherFacts,
  PublisherRegistered,
} from './registry-events.js';
import { MalformedName } from './registry-refusals.js';

/**
 * Registers a publisher; the same facts again change nothing.
 *
 * @throws {AlreadyRegistered} it is registered with other facts
 * @throws {MalformedName} the id is no name
 */
export function registerPublisher(
  command: PublisherFacts,
  known: PublisherFacts | undefined,
): PublisherRegistered[] {
  if (!isWord(command.id)) throw new MalformedName('publisher', command.id);
  if (known === undefined) return [{ type: 'PublisherRegistered', data: command }];
  refuseOtherFacts('publisher', command.id, known, command);
  return [];
}

/**
 * Registers an area; the same facts again change nothing.
 *
 * @throws {AlreadyRegistered} it is registered with other facts
 * @throws {MalformedName} the id is no name
 */
export function registerArea(
  command: AreaFacts,
  known: AreaFacts | undefined,
): AreaRegistered[] {
  if (!isCode(command.id)) throw new MalformedName('area', command.id);
  if (known === undefined) return [{ type: 'AreaRegistered', data: command }];
  refuseOtherFacts('area', command.id, known, command);
  return [];
}

/** The name of the stream an area's events are on. */
export function areaStream(id: string): string {
  return `area-${id}`;
}

/** The name of the stream a publisher's events are on. */
export function publisherStream(id: string): string {
  return `publisher-${id}`;
}
