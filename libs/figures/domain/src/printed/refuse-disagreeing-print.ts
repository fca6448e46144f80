import type { Decimal } from '@ledger/kernel';
import { type Marker, type PrintedValue, MISSING_MARKERS, isMarker } from './print.js';
import {
  PrintedDoesNotSayValue,
  PrintedHedgesOtherwise,
  PrintedMarkerMissing,
  PrintedSaysNumber,
} from './printed-refusals.js';
import { markersListed, withoutMarks } from './printed-marks.js';
import { scaledReadings, timesPowerOfTen } from './printed-scale.js';
import { tidy } from './printed-text.js';
import { type ReadingContext, readingsOf } from './printed-readings.js';
import type { Reading } from './reading.js';
import { MARKER_WORDS, STAND_INS } from './printed-vocabulary.js';
import { unreadBecause } from './unread-words.js';

/**
 * Refuses a print that says something else than its report: another value, another hedge, a
 * marker that the report has not, or a number where the report has none.
 *
 * What the token leaves unsaid is the report's to say: a hedge or a marker may stand in the words
 * around it or in the heading of its column.
 *
 * @throws {PrintedDoesNotSayValue | PrintedHedgesOtherwise | PrintedMarkerMissing}
 * @throws {PrintedSaysNumber} the value is null
 */
export function refuseDisagreeingPrint(print: PrintedValue, context: ReadingContext): void {
  const { value } = print;
  if (value === null) refuseNumber(print, context);
  else refuseOtherNumber({ ...print, value }, context);
}

function refuseOtherNumber(
  print: PrintedValue & { readonly value: Decimal },
  context: ReadingContext,
): void {
  const { printed, qualifier, markers } = print;
  const readings = scaledReadings(print, context);
  const [first] = readings;
  if (first === undefined) {
    throw new PrintedDoesNotSayValue(print, otherBecause(print, context));
  }
  const marked = readings.filter((reading) => isWithin(reading.markers, markers));
  const [fitting] = marked;
  if (fitting === undefined) throw new PrintedMarkerMissing(printed, missing(first, markers));
  if (!marked.some(({ qualifiers }) => qualifiers?.includes(qualifier) ?? true)) {
    throw new PrintedHedgesOtherwise(printed, fitting.qualifiers ?? [], qualifier);
  }
}

/** What the print says instead of the value, or which word of it is in the way. */
function otherBecause(
  { printed, unit, scale = 0 }: PrintedValue,
  context: ReadingContext,
): string | undefined {
  const said = readingsOf(printed, unit, context).map(
    (reading) => `${timesPowerOfTen(reading, scale).value} ${unit}`,
  );
  return said.length === 0
    ? unreadBecause(printed, unit, context)
    : `It says ${said.join(' or ')}.`;
}

function refuseNumber({ printed, unit, markers }: PrintedValue, context: ReadingContext): void {
  const standIn = standInOf(printed, unit);
  if (standIn === null) {
    if (saysNumber(printed, unit, context)) throw new PrintedSaysNumber(printed);
    return;
  }
  const { stated } = standIn;
  if (!isWithin(stated, markers)) {
    throw new PrintedMarkerMissing(
      printed,
      stated.filter((marker) => !markers.includes(marker)),
    );
  }
}

function saysNumber(printed: string, unit: string, context: ReadingContext): boolean {
  const [whole] = withoutMarks(tidy(printed), unit);
  return /\d/.test(whole?.text ?? '') || readingsOf(printed, unit, context).length > 0;
}

/** A sign that replaces a number: the markers it states, and those that it can mean. */
export interface StandIn {
  readonly stated: readonly Marker[];
  readonly possible: readonly Marker[];
}

/** Reads `[c]`, `x`, `..` or `: c` as a replacement of a number; null for anything else. */
export function standInOf(printed: string, unit: string): StandIn | null {
  const text = tidy(printed);
  const alone = text.replace(/^[[(](.+)[\])]$/, '$1');
  const isNamed = isMarker(alone) || alone !== text || MARKER_WORDS.has(alone);
  const listed = isNamed ? markersListed(alone) : [];
  if (listed.some(standsIn)) return { stated: listed, possible: listed };
  for (const { text: sign, markers } of withoutMarks(text, unit)) {
    const possible = STAND_INS.get(sign);
    if (possible !== undefined) return { stated: markers, possible };
  }
  const [, sign = '', letter = ''] = /^(\.\.|:|-) ?([cxzw])$/.exec(text) ?? [];
  if (!isMarker(letter)) return null;
  return { stated: [letter], possible: STAND_INS.get(sign) ?? [] };
}

function standsIn(marker: Marker): boolean {
  return marker === 'low' || MISSING_MARKERS.includes(marker);
}

function missing(reading: Reading, markers: readonly Marker[]): readonly Marker[] {
  return reading.markers.filter((marker) => !markers.includes(marker));
}

function isWithin(some: readonly Marker[], all: readonly Marker[]): boolean {
  return some.every((marker) => all.includes(marker));
}
