import { parseDecimal, type Decimal } from '@ledger/kernel';
import {
  isMarker,
  isScale,
  MARKERS,
  MISSING_MARKERS,
  ownNounsOf,
  printedValue,
  refuseDisagreeingPrint,
  QUALIFIERS,
  SCALE_MAX,
  SCALE_MIN,
  UnitNotOfMeasure,
  takesUnit,
  unitsOf,
  ValueAndMarkersDisagree,
  valueFitsMarkers,
  type DefinedMeasure,
  type Marker,
  type PrintedValue,
  type ReadingContext,
} from '@ledger/figures-domain';
import type { Problems } from './capture-problem.js';
import { wordOf } from './cells.js';
import { statisticOf, type SheetRow } from './sheet-row.js';

/** The context in which a print is validated. */
export interface SheetPrintContext {
  /** As registered; without it the unit cannot be validated. */
  readonly measure: DefinedMeasure | undefined;
  readonly breakdown: Readonly<Record<string, string>>;
  /** How the publication writes decimals, if not with a point. */
  readonly decimalMark: ',' | undefined;
}

/** What a row says was printed; undefined, with every problem added, if it is not sound. */
export function readPrint(
  row: SheetRow,
  about: SheetPrintContext,
  problems: Problems,
): PrintedValue | undefined {
  const { place, cells } = row;
  const { printed, unit } = cells;
  checkUnit(row, about.measure, problems);
  const markers = readMarkers(row, problems);
  const value = readValue(row, markers, problems);
  const scale = readScale(row, problems);
  const precision = readPrecision(row, problems);
  const qualifier = wordOf(
    place,
    { column: 'qualifier', cell: cells.qualifier || 'exact', code: 'unknown-qualifier' },
    QUALIFIERS,
    problems,
  );
  if (printed === '') {
    problems.add(place, 'printed-missing', 'printed is empty: give the token as it stands.');
  }
  if (value === undefined || qualifier === undefined || scale === undefined) return undefined;
  const print: PrintedValue = {
    ...{ value, printed, unit, qualifier, markers },
    ...(scale === 0 ? {} : { scale }),
    ...(precision === undefined ? {} : { precision }),
  };
  if (printed !== '' && valueFitsMarkers(value, markers)) {
    problems.attempt(place, () => refuseDisagreeingPrint(print, readingContext(about)));
  }
  return printedValue(print);
}

/** Without a measure its noun is unknown, so any noun is accepted. */
function readingContext(about: SheetPrintContext): ReadingContext {
  const { measure, breakdown, decimalMark } = about;
  const isOwnNoun = measure === undefined ? () => true : ownNounsOf(measure, breakdown);
  return { decimalMark, isOwnNoun };
}

/** The power of ten that the table's heading gives; 0 if the cell is empty. */
function readScale({ place, cells }: SheetRow, problems: Problems): number | undefined {
  if (cells.scale === '') return 0;
  const scale = /^-?\d{1,2}$/.test(cells.scale) ? Number(cells.scale) : NaN;
  if (isScale(scale)) return scale;
  const message =
    `"${cells.scale}" is no scale: give the power of ten of the table's heading, from ` +
    `${SCALE_MIN} to ${SCALE_MAX}, as 6 for "in millions".`;
  problems.add(place, 'malformed-scale', message);
  return undefined;
}

/** `unknown` for a source that drops trailing zeros; undefined if the cell is empty. */
function readPrecision({ place, cells }: SheetRow, problems: Problems): 'unknown' | undefined {
  if (cells.precision === '') return undefined;
  const column = {
    column: 'precision',
    cell: cells.precision,
    code: 'unknown-precision',
  } as const;
  return wordOf(place, column, ['unknown'] as const, problems);
}

function checkUnit(
  row: SheetRow,
  measure: DefinedMeasure | undefined,
  problems: Problems,
): void {
  const statistic = statisticOf(row);
  if (statistic === undefined || measure === undefined) return;
  if (takesUnit(statistic, measure.units, row.cells.unit)) return;
  const units = unitsOf(statistic, measure.units);
  problems.refused(row.place, new UnitNotOfMeasure(measure.code, row.cells.unit, units));
}

function readMarkers({ place, cells }: SheetRow, problems: Problems): readonly Marker[] {
  const markers = new Set<Marker>();
  for (const text of cells.markers === '' ? [] : cells.markers.split(' ')) {
    if (isMarker(text)) markers.add(text);
    else {
      const message = `"${text}" is no marker: use ${Object.keys(MARKERS).join(', ')}.`;
      problems.add(place, 'unknown-marker', message);
    }
  }
  return [...markers].sort();
}

/** A value, null where a marker says why there is none; otherwise undefined, with a problem. */
function readValue(
  { place, cells }: SheetRow,
  markers: readonly Marker[],
  problems: Problems,
): Decimal | null | undefined {
  const isMissing = markers.some((marker) => MISSING_MARKERS.includes(marker));
  const isEmpty = cells.value === '';
  if (isEmpty ? !valueFitsMarkers(null, markers) : isMissing) {
    problems.refused(place, new ValueAndMarkersDisagree(isMissing));
  }
  if (isEmpty) return valueFitsMarkers(null, markers) ? null : undefined;
  return problems.attempt(place, () => parseDecimal(cells.value));
}
