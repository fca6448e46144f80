import { canonicalJson, derivedId, foldText, type Decimal } from '@ledger/kernel';
import type { FigureKey } from './figure-key.js';
import type { PublishedDate } from './published-date.js';

export const QUALIFIERS = ['exact', 'approximately', 'at-least', 'at-most'] as const;

/** How a publisher hedged a number. */
export type Qualifier = (typeof QUALIFIERS)[number];

/**
 * What a publisher marked a number as, in the shorthand of UK official statistics, with the code
 * of SDMX `OBS_STATUS` that exports write.
 */
export const MARKERS = {
  p: { title: 'provisional', sdmx: 'P' },
  r: { title: 'revised', sdmx: 'R' },
  e: { title: 'estimated', sdmx: 'E' },
  b: { title: 'break in series', sdmx: 'B' },
  u: { title: 'low reliability', sdmx: 'U' },
  c: { title: 'confidential', sdmx: 'Q' },
  x: { title: 'not available', sdmx: 'L' },
  z: { title: 'not applicable', sdmx: 'M' },
  w: { title: 'no data recorded', sdmx: 'O' },
  d: { title: 'definition differs', sdmx: 'D' },
  f: { title: 'forecast', sdmx: 'F' },
  n: { title: 'not significant', sdmx: 'N' },
  s: { title: 'strike or other special event', sdmx: 'S' },
  // No list says what it means: the publication's own key does.
  er: { title: 'marked er by the publisher', sdmx: 'A' },
  low: { title: 'low: rounds to zero and is not zero', sdmx: 'A' },
  ns: { title: 'not statistically significant', sdmx: 'N' },
} as const;

export type Marker = keyof typeof MARKERS;

/** The markers that stand in place of a number. */
export const MISSING_MARKERS: readonly Marker[] = ['c', 'x', 'z', 'w'];

/** The markers that say why there is no number; `low` stands beside one as well. */
export const REASONS_FOR_NO_NUMBER: readonly Marker[] = [...MISSING_MARKERS, 'low'];

/** True if there is a number where the markers leave room for one, and none where one says why. */
export function valueFitsMarkers(value: Decimal | null, markers: readonly Marker[]): boolean {
  const hasOneOf = (some: readonly Marker[]) => markers.some((marker) => some.includes(marker));
  return value === null ? hasOneOf(REASONS_FOR_NO_NUMBER) : !hasOneOf(MISSING_MARKERS);
}

export function isMarker(text: string): text is Marker {
  return Object.hasOwn(MARKERS, text);
}

export const ROLES = ['primary', 'comparative'] as const;

/** The publication's own figure, or an earlier period quoted beside it. */
export type Role = (typeof ROLES)[number];

/** Where in a publication a figure stands, as exactly as its medium allows. */
export interface Locator {
  readonly section?: string;
  readonly paragraph?: string;
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
  /** Line of the artefact's text, from 1. */
  readonly line?: number;
  /** Which of several equal tokens on that line, from 1. */
  readonly occurrence?: number;
  /**
   * Which of the cells on that line, from 1, as the page has them. It is no part of what the place
   * is: a place that was captured without it is the same place.
   */
  readonly order?: number;
  /** For data releases: an opaque reference that the publisher can resolve. */
  readonly reference?: string;
}

/** A number as printed: its exact value, or a typed reason why there is none. */
export interface PrintedValue {
  /** Exact, in the unit's own scale; `null` only beside a marker that says why. */
  readonly value: Decimal | null;
  /** The token as it stands on the page. */
  readonly printed: string;
  readonly unit: string;
  /**
   * The power of ten that the table's heading puts behind the number: 6 of `7,107` "in millions",
   * whose value is 7107000000. Absent where there is none.
   */
  readonly scale?: number;
  /**
   * `unknown` where a source drops trailing zeros, as numbers of JSON do: the digits then do not
   * tell how it was rounded, and it stands for itself alone. Absent where they do.
   */
  readonly precision?: 'unknown';
  readonly qualifier: Qualifier;
  /** In alphabetical order, each once. */
  readonly markers: readonly Marker[];
}

/** One place where a publication prints a figure. */
export interface Appearance extends PrintedValue {
  readonly publication: string;
  readonly publisher: string;
  readonly published: PublishedDate;
  readonly role: Role;
  readonly locator: Locator;
}

/**
 * The locator with its texts folded, so that a place is one place whatever machine names it: a
 * caption copied from a page brings its line ends, a file system its decomposed letters.
 */
export function foldLocator(locator: Locator): Locator {
  const entries = Object.entries(locator) as [keyof Locator, string | number][];
  if (entries.every(([, text]) => typeof text === 'number' || foldText(text) === text)) {
    return locator;
  }
  const folded = entries.map(([name, text]) => [
    name,
    typeof text === 'number' ? text : foldText(text),
  ]);
  return Object.fromEntries(folded) as Locator;
}

/**
 * The same place of the same publication has the same text, whatever order its facts came in. The
 * first of equal tokens is the one that is meant where none is named, so both are one place.
 */
export function locatorText(locator: Locator): string {
  const { occurrence, order } = locator;
  const place =
    occurrence === 1 || order !== undefined
      ? { ...locator, occurrence: occurrence === 1 ? undefined : occurrence, order: undefined }
      : locator;
  return canonicalJson(place as Readonly<Record<string, string | number | undefined>>);
}

/**
 * The id of the event an appearance leads to: derived from publication, locator, key and printed
 * text, so that the same appearance is the same event however often it is reported.
 */
export function appearanceId(
  key: FigureKey,
  publication: string,
  place: string,
  printed: string,
): string {
  return derivedId(`appearance\n${publication}\n${place}\n${key}\n${printed}`);
}

/** What is printed, without whatever else the object says. */
export function printedValue(print: PrintedValue): PrintedValue {
  const { value, printed, unit, scale, precision, qualifier, markers } = print;
  return {
    ...{ value, printed, unit },
    ...(scale === undefined ? undefined : { scale }),
    ...(precision === undefined ? undefined : { precision }),
    ...{ qualifier, markers },
  };
}

/** True if both say the same number in the same words. */
export function samePrint(left: PrintedValue, right: PrintedValue): boolean {
  return (
    left.printed === right.printed &&
    left.value === right.value &&
    left.unit === right.unit &&
    (left.scale ?? 0) === (right.scale ?? 0) &&
    left.precision === right.precision &&
    left.qualifier === right.qualifier &&
    left.markers.join() === right.markers.join()
  );
}
