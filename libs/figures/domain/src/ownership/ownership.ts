import type { EventRecord, Instant } from '@ledger/kernel';
import type { FigureIdentity } from '../figure/figure-key.js';
import { sameFacts } from '../registry/same-facts.js';
import { isCode, isWord } from '../text/names.js';
import {
  parsePublishedDate,
  publishedFrom,
  publishedNotBefore,
  type PublishedDate,
} from '../time/published-date.js';
import type { OwnershipFacts, OwnershipRegistered } from '../registry/registry-events.js';
import { MalformedName, OwnedByAnother } from '../registry/registry-refusals.js';

/** The registrations of ownership, in order. */
export type OwnershipState = readonly OwnershipFacts[];

/** Who owns a figure, and by which registration; the measure's owner if there is none. */
export type FigureOwner = Omit<OwnershipFacts, 'reason'>;

/** Who owns a figure when something is published, or at a moment. */
export type OwnershipAt = (published: PublishedDate | Instant) => FigureOwner;

/** The dimension whose member names the source of a figure. */
export const SOURCE_DIMENSION = 'source';

/** The state after one more event: a registration with a reason replaces the wrong one. */
export function evolveOwnership(
  state: OwnershipState,
  { data }: Pick<EventRecord<OwnershipRegistered>, 'data'>,
): OwnershipState {
  return [...state.filter((known) => !isSamePart(known, data)), data];
}

/**
 * Registers who owns the figures of a part of the measures and areas from a date on; what is
 * registered already changes nothing.
 *
 * @throws {OwnedByAnother} somebody else owns the same part from the same date, and no reason is
 *   given why that was wrong
 * @throws {MalformedName} a name is malformed
 * @throws {MalformedPublishedDate} the date is malformed
 */
export function registerOwnership(
  command: OwnershipFacts,
  state: OwnershipState,
): OwnershipRegistered[] {
  refuseMalformed(command);
  const known = state.find((one) => isSamePart(one, command));
  if (known?.owner === command.owner) return [];
  if (known !== undefined && command.reason === undefined) {
    throw new OwnedByAnother(partText(command), known.owner);
  }
  return [{ type: 'OwnershipRegistered', data: command }];
}

/**
 * Who owns a figure, by all registrations.
 *
 * Of what is registered for its source, its measure and its area, and was in force when
 * something was published, the most specific counts: its source before any source; then the
 * longest code above or of its measure; then the nearest area, its own or one that it lies
 * within; then the latest date. Without a registration the measure's owner owns it.
 *
 * @param lineage the figure's area and those it lies within, nearest first
 */
export function ownershipOf(
  figure: FigureIdentity,
  registered: OwnershipState,
  { owner, lineage }: { readonly owner: string; readonly lineage: readonly string[] },
): OwnershipAt {
  const standing = registered
    .filter((one) => bearsOn(one, figure, lineage))
    .sort((left, right) => bySpeciality(left, right, lineage))
    .map(({ reason: _reason, ...facts }): FigureOwner => facts);
  if (standing.length === 0) return () => ({ owner });
  return (published) => standing.find((one) => isInForce(one, published)) ?? { owner };
}

/** True if a registration applies to figures of a measure, regardless of their area. */
export function ownsMeasure({ measures }: OwnershipFacts, code: string): boolean {
  return measures === undefined || measures === code || code.startsWith(`${measures}.`);
}

/** The name of the one stream that ownership is registered on: it is always read whole. */
export const OWNERSHIP_STREAM = 'ownership-register';

function refuseMalformed({ measures, area, source, from }: OwnershipFacts): void {
  if (measures !== undefined && !isCode(measures)) throw new MalformedName('measure', measures);
  if (area !== undefined && !isCode(area)) throw new MalformedName('area', area);
  if (source !== undefined && !isWord(source)) throw new MalformedName('source', source);
  if (from !== undefined) parsePublishedDate(from);
}

function isSamePart(left: OwnershipFacts, right: OwnershipFacts): boolean {
  return sameFacts(partOf(left), partOf(right));
}

function partOf({ measures, area, source, from }: OwnershipFacts) {
  return { measures, area, source, from };
}

function partText({ measures, area, source, from }: OwnershipFacts): string {
  const part = [measures ?? 'all measures', area ?? 'all areas', source].filter(Boolean);
  return from === undefined ? part.join(', ') : `${part.join(', ')} from ${from}`;
}

function bearsOn(
  one: OwnershipFacts,
  { measure, breakdown }: FigureIdentity,
  lineage: readonly string[],
): boolean {
  return (
    ownsMeasure(one, measure) &&
    (one.area === undefined || lineage.includes(one.area)) &&
    (one.source === undefined || breakdown[SOURCE_DIMENSION] === one.source)
  );
}

function bySpeciality(
  left: OwnershipFacts,
  right: OwnershipFacts,
  lineage: readonly string[],
): number {
  const sources = Number(right.source !== undefined) - Number(left.source !== undefined);
  const measures = (right.measures?.length ?? 0) - (left.measures?.length ?? 0);
  const areas = distance(left, lineage) - distance(right, lineage);
  return sources || measures || areas || (start(left) > start(right) ? -1 : 1);
}

function distance({ area }: OwnershipFacts, lineage: readonly string[]): number {
  return area === undefined ? lineage.length : lineage.indexOf(area);
}

function start({ from }: OwnershipFacts): string {
  return from === undefined ? '' : publishedNotBefore(from);
}

/**
 * What is published by the end of a day, month or year is taken to be published at its end, where
 * the chain has it too; so the last moment of a day is before the day that follows.
 */
function isInForce(one: OwnershipFacts, published: PublishedDate | Instant): boolean {
  if (isMoment(published)) return published >= start(one);
  return publishedFrom(published) > start(one);
}

function isMoment(published: PublishedDate | Instant): published is Instant {
  return published.length > DAY_CHARACTERS;
}

const DAY_CHARACTERS = 10;
