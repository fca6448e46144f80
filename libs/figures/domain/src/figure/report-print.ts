import { type PrintedValue, MISSING_MARKERS, valueFitsMarkers } from '../printed/print.js';
import type { FigureIdentity } from './figure-key.js';
import { UnitNotOfMeasure } from './figure-refusals.js';
import { ValueAndMarkersDisagree } from '../printed/printed-refusals.js';
import type { DefinedMeasure } from '../registry/measure-state.js';
import { ownNounsOf } from './own-nouns.js';
import { refuseDisagreeingPrint } from '../printed/refuse-disagreeing-print.js';
import { type PrintSaid, readPrint } from '../printed/read-print.js';
import type { ReadingContext } from '../printed/printed-readings.js';
import { takesUnit, unitsOf } from './statistic.js';

/**
 * A print as it is reported: what is left out together with the value is read from the text.
 */
export type ReportedPrint = Omit<PrintedValue, keyof PrintSaid> & Partial<PrintSaid>;

/** What the print of a report is judged by, beside itself. */
export interface PrintContext {
  readonly measure: DefinedMeasure;
  /** How the publication writes decimals, where that is no point. */
  readonly decimalMark?: ',' | undefined;
}

type OfFigure<Print> = Print & { readonly figure: FigureIdentity };

/**
 * The print of a report; what it leaves out together with the value is read from the printed
 * text.
 *
 * @throws {UnitNotOfMeasure | PrintedNotReadable | PrintedAmbiguous} there is no value
 */
export function saidOf(report: OfFigure<ReportedPrint>, context: PrintContext): PrintSaid {
  const { value, qualifier = 'exact', markers = [] } = report;
  if (value !== undefined) return { value, qualifier, markers };
  refuseOtherUnit(report, context);
  return readPrint(report, readingContext(report, context));
}

/**
 * Refuses a number that its own print or measure contradicts.
 *
 * A count that is negative or has a fraction is no such number: papers print errors, and an
 * error must be captured as printed before it can be found.
 *
 * @throws {UnitNotOfMeasure | ValueAndMarkersDisagree}
 * @throws {PrintedDoesNotSayValue | PrintedHedgesOtherwise | PrintedMarkerMissing}
 * @throws {PrintedSaysNumber}
 */
export function refuseWrongPrint(print: OfFigure<PrintedValue>, context: PrintContext): void {
  refuseOtherUnit(print, context);
  const { value, markers } = print;
  if (!valueFitsMarkers(value, markers)) {
    throw new ValueAndMarkersDisagree(
      markers.some((marker) => MISSING_MARKERS.includes(marker)),
    );
  }
  refuseDisagreeingPrint(print, readingContext(print, context));
}

function refuseOtherUnit(
  { figure, unit }: OfFigure<ReportedPrint>,
  { measure }: PrintContext,
): void {
  if (takesUnit(figure.statistic, measure.units, unit)) return;
  throw new UnitNotOfMeasure(measure.code, unit, unitsOf(figure.statistic, measure.units));
}

function readingContext(
  { figure }: OfFigure<ReportedPrint>,
  { measure, decimalMark }: PrintContext,
): ReadingContext {
  return { decimalMark, isOwnNoun: ownNounsOf(measure, figure.breakdown) };
}
