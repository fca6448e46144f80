import type { Decimal } from '@ledger/kernel';

/** How a printed number is hedged. */
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

/** A marker beside a number, in the shorthand of UK official statistics. */
export type Marker = keyof typeof MARKERS;

/** The markers that replace a number. */
export const MISSING_MARKERS: readonly Marker[] = ['c', 'x', 'z', 'w'];

/** The markers that say why there is no number; `low` stands beside one as well. */
export const REASONS_FOR_NO_NUMBER: readonly Marker[] = [...MISSING_MARKERS, 'low'];

/** True if there is a number where the markers leave room for one, and none where one says why. */
export function valueFitsMarkers(value: Decimal | null, markers: readonly Marker[]): boolean {
  const hasOneOf = (some: readonly Marker[]) => markers.some((marker) => some.includes(marker));
  return value === null ? hasOneOf(REASONS_FOR_NO_NUMBER) : !hasOneOf(MISSING_MARKERS);
}

/** True of the letter of a marker. */
export function isMarker(text: string): text is Marker {
  return Object.hasOwn(MARKERS, text);
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
   * `unknown` if the source drops trailing zeros, as JSON numbers do: the digits then do not
   * show how it was rounded, and it stands only for itself. Absent otherwise.
   */
  readonly precision?: 'unknown';
  readonly qualifier: Qualifier;
  /** In alphabetical order, each once. */
  readonly markers: readonly Marker[];
}

/** What is printed, without the other fields of the object. */
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
