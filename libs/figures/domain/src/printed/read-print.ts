import { canonicalDecimal } from '@ledger/kernel';
import { type Marker, type PrintedValue, MISSING_MARKERS } from './print.js';
import { PrintedAmbiguous, PrintedNotReadable } from './printed-refusals.js';
import { standInOf } from './refuse-disagreeing-print.js';
import { timesPowerOfTen } from './printed-scale.js';
import { withoutLeadingZeros } from './printed-text.js';
import { type ReadingContext, readingsOf } from './printed-readings.js';
import type { Reading } from './reading.js';
import { unreadBecause } from './unread-words.js';

/** What a printed text says: its value, how exact that is, and how it is marked. */
export type PrintSaid = Pick<PrintedValue, 'value' | 'qualifier' | 'markers'>;

/** A print of which the ledger is to read what its report leaves out. */
export type UnreadPrint = Omit<PrintedValue, keyof PrintSaid> &
  Partial<Pick<PrintedValue, 'qualifier' | 'markers'>>;

/**
 * Reads value, qualifier and markers from a printed text. What the report says of qualifier and
 * markers, from the words around the number, stays as it says.
 *
 * @throws {PrintedNotReadable} the text says nothing in that unit
 * @throws {PrintedAmbiguous} it can say several things: `06:34` is a number of minutes or of hours
 */
export function readPrint(print: UnreadPrint, context: ReadingContext): PrintSaid {
  const { printed, unit } = print;
  const all = [...missingIn(print), ...numbersIn(print, context)];
  const different = [...new Map(all.map((said) => [identityOf(said), said])).values()];
  const [said, ...others] = different;
  if (said === undefined) {
    throw new PrintedNotReadable(printed, unit, unreadBecause(printed, unit, context));
  }
  if (others.length > 0) throw new PrintedAmbiguous(printed, different.map(inWords(unit)));
  return said;
}

function numbersIn(print: UnreadPrint, context: ReadingContext): readonly PrintSaid[] {
  const { printed, unit, scale = 0, markers } = print;
  if (markers?.some((marker) => MISSING_MARKERS.includes(marker)) === true) return [];
  const fitting = readingsOf(printed, unit, context).filter((reading) => fits(reading, print));
  // The b of `12 b` is the marker that the report has, and no billion besides.
  const most = markers === undefined ? 0 : Math.max(...fitting.map(markersIn));
  return fitting
    .filter((reading) => markersIn(reading) >= most)
    .flatMap((reading) => saidBy(timesPowerOfTen(reading, scale), print));
}

function markersIn({ markers }: Reading): number {
  return markers.length;
}

function fits({ markers, qualifiers }: Reading, print: UnreadPrint): boolean {
  const { qualifier, markers: own } = print;
  if (own !== undefined && !markers.every((marker) => own.includes(marker))) return false;
  return qualifier === undefined || (qualifiers?.includes(qualifier) ?? true);
}

function saidBy(reading: Reading, print: UnreadPrint): readonly PrintSaid[] {
  const { qualifiers } = reading;
  const value = withoutLeadingZeros(reading.value);
  const markers = sorted(print.markers ?? reading.markers);
  const possible =
    print.qualifier === undefined ? (qualifiers ?? (['exact'] as const)) : [print.qualifier];
  return possible.map((qualifier) => ({ value, qualifier, markers }));
}

/** A sign that replaces a number: each marker that it can mean. */
function missingIn({ printed, unit, qualifier, markers }: UnreadPrint): readonly PrintSaid[] {
  const standIn = standInOf(printed, unit) ?? { stated: [], possible: missingOf(markers) };
  const { stated, possible } = standIn;
  const given = markers?.some((marker) => possible.includes(marker)) === true ? markers : [];
  const known = given.length > 0 ? given : stated;
  const each = known.length > 0 ? [known] : possible.map((marker) => [marker]);
  return each.map((some) => ({
    value: null,
    qualifier: qualifier ?? 'exact',
    markers: sorted(some),
  }));
}

/** If a word replaces the number, the report's own marker says what it means. */
function missingOf(markers: readonly Marker[] = []): readonly Marker[] {
  return markers.filter((marker) => MISSING_MARKERS.includes(marker));
}

function sorted(markers: readonly Marker[]): readonly Marker[] {
  return [...markers].sort();
}

function identityOf({ value, qualifier, markers }: PrintSaid): string {
  return [value === null ? '' : canonicalDecimal(value), qualifier, ...markers].join();
}

function inWords(unit: string): (said: PrintSaid) => string {
  return ({ value, qualifier, markers }) => {
    const hedge = qualifier === 'exact' ? '' : `${qualifier} `;
    const number = value === null ? 'no value' : `${hedge}${value} ${unit}`;
    return markers.length === 0 ? number : `${number} marked ${markers.join(' ')}`;
  };
}
