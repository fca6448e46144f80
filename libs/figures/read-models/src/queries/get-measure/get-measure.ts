import {
  UnknownMeasure,
  type DefinedMeasure,
  type OwnershipFacts,
} from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Answer } from '../../views/answer.js';
import { below } from '../../views/name-range.js';
import type { AskedClocks } from '../../views/clocks.js';
import { measureLine, type MeasureLine } from '../../views/measure-line.js';
import { registeredThings } from '../../views/registry-pages.js';
import { measureAt } from '../../views/registries-at.js';
import { ownershipsOn } from '../list-ownerships/list-ownerships.js';
import type { ViewReader } from '../../views/view-reader.js';

/** The query for one measure. */
export interface MeasureQuestion extends Pick<AskedClocks, 'recordedBy'> {
  readonly code: string;
}

/** A measure and its position in the hierarchy. */
export interface MeasureAnswer {
  readonly measure: DefinedMeasure;
  readonly recordedBy: Instant;
  /** The measures above it, from the top. */
  readonly ancestors: readonly MeasureLine[];
  /** The measures right below it: those with no other measure between. */
  readonly children: readonly MeasureLine[];
  /** The measures it is the sum of, or is made from. */
  readonly parts: readonly MeasureLine[];
  /**
   * Who owns its figures in which areas; the owner of the measure if no owner is registered.
   */
  readonly ownerships: readonly OwnershipFacts[];
}

/**
 * A measure: its definition versions and its position in the hierarchy.
 *
 * @throws {UnknownMeasure}
 * @throws {MalformedInstant}
 * @throws {ViewsNotBuilt | ViewsUnavailable}
 */
export async function getMeasure(
  reader: ViewReader,
  question: MeasureQuestion,
): Promise<Answer<MeasureAnswer>> {
  const { code } = question;
  const { position, clocks } = await reader.asOf(question);
  const { recordedBy } = clocks;
  const measure = await knownMeasure(reader, code, recordedBy);
  const body = {
    measure,
    recordedBy,
    ancestors: await linesOf(reader, prefixesOf(code), recordedBy),
    children: await childrenOf(reader, code, recordedBy),
    parts: await linesOf(reader, [...measure.sumOf, ...measure.madeFrom], recordedBy),
    ownerships: await ownershipsOn(reader, { measure: code }, recordedBy),
  };
  return { position, body };
}

/**
 * One measure as the ledger knew it by then.
 *
 * @throws {UnknownMeasure}
 */
export async function knownMeasure(
  reader: ViewReader,
  code: string,
  recordedBy: Instant,
): Promise<DefinedMeasure> {
  if (!(await reader.isKnown('measure', code, recordedBy))) throw new UnknownMeasure(code);
  return (await reader.measures([code], recordedBy)).of(code);
}

/** Those of some codes that stand for a measure, in their order. */
async function linesOf(
  { registries }: ViewReader,
  codes: readonly string[],
  recordedBy: Instant,
): Promise<readonly MeasureLine[]> {
  const events = await registries.eventsOf('measure', codes);
  return codes.flatMap((code) => {
    const known = events.get(code)?.filter((event) => event.recordedAt <= recordedBy) ?? [];
    return known.length === 0 ? [] : [measureLine(measureAt(code, known, recordedBy))];
  });
}

async function childrenOf(
  reader: ViewReader,
  code: string,
  recordedBy: Instant,
): Promise<readonly MeasureLine[]> {
  const part = { range: below(code), after: '', recordedMs: Date.parse(recordedBy) };
  const children: MeasureLine[] = [];
  for await (const { id, events } of registeredThings(reader, 'measure', part)) {
    const isBelowChild = children.some((child) => id.startsWith(`${child.code}.`));
    if (!isBelowChild) children.push(measureLine(measureAt(id, events, recordedBy)));
  }
  return children;
}

/** `a.b.c` stands below `a` and `a.b`. */
function prefixesOf(code: string): readonly string[] {
  const words = code.split('.');
  return words.slice(1).map((_, at) => words.slice(0, at + 1).join('.'));
}
