import { type Decimal, LedgerError } from '@ledger/kernel';
import type { Marker, Qualifier } from './appearance.js';
import type { ScaledPrint } from './printed-scale.js';

/** In what a report differs from what was captured at its place. */
export interface CaptureDifference {
  readonly fields: readonly string[];
  /** The captured value, where only its digits are written otherwise: 14773 for 14773.0. */
  readonly sameNumber?: Decimal | undefined;
}

/** A printed page does not change: the same place was captured with other facts. */
export class AppearanceAlreadyCaptured extends LedgerError {
  readonly code = 'appearance-already-captured';
  readonly fields: readonly string[];

  constructor(
    readonly key: string,
    readonly publication: string,
    readonly eventId: string,
    /** Names of the facts that differ, and the captured value if it is the same number. */
    { fields, sameNumber }: CaptureDifference,
  ) {
    super(
      sameNumber === undefined
        ? `Publication ${publication} was captured at this place for ${key} with another ` +
            `${fields.join(', another ')} (event ${eventId}). Send what was captured; if that ` +
            `capture was wrong, ${isBesidePrint(fields) ? RECAPTURE : 'correct the transcription'}.`
        : `Publication ${publication} was captured at this place for ${key} with the same ` +
            `number spelt ${sameNumber} (event ${eventId}): nothing is to be corrected; send ` +
            'the value spelt like this.',
    );
    this.fields = fields;
  }
}

/** Facts of a capture that no correction of its print can mend. */
const BESIDE_PRINT = ['change', 'note', 'role'];
const RECAPTURE = 'take it back with a reason and report it anew';

function isBesidePrint(fields: readonly string[]): boolean {
  return fields.some((field) => BESIDE_PRINT.includes(field));
}

/** The very capture was taken back. */
export class AppearanceIsRetracted extends LedgerError {
  readonly code = 'appearance-retracted';

  constructor(
    readonly key: string,
    readonly eventId: string,
    readonly reason: string,
  ) {
    super(
      `The capture ${eventId} of ${key} was retracted: ${reason}. If the publication prints it ` +
        'there after all, report it with a note that says so.',
    );
  }
}

/** The capture of this publication was declared complete. */
export class PublicationIsSealed extends LedgerError {
  readonly code = 'publication-sealed';

  constructor(readonly publication: string) {
    super(
      `Publication ${publication} is sealed: reopen it with a reason to add what was missed, or ` +
        'to take back what it does not print.',
    );
  }
}

/** A unit that figures of this measure and statistic are not printed in. */
export class UnitNotOfMeasure extends LedgerError {
  readonly code = 'unit-not-of-measure';

  constructor(
    readonly measure: string,
    readonly unit: string,
    readonly units: readonly string[],
  ) {
    super(`"${unit}" is not a unit of ${measure} here: it takes ${units.join(', ')}.`);
  }
}

/** Neither a value nor a marker that says why there is none, or both. */
export class ValueAndMarkersDisagree extends LedgerError {
  readonly code = 'value-and-markers-disagree';

  constructor(readonly isMarkedMissing: boolean) {
    super(
      isMarkedMissing
        ? 'A figure marked c, x, z or w has no value: send null, or drop the marker.'
        : 'A figure without a value needs a marker that says why: c, x, z, w or low.',
    );
  }
}

/** The printed text cannot be read as the value. */
export class PrintedDoesNotSayValue extends LedgerError {
  readonly code = 'printed-does-not-say-value';

  readonly printed: string;
  readonly value: Decimal;
  readonly unit: string;
  readonly scale: number;

  /** @param because which word of the print is not known, as a sentence */
  constructor({ printed, value, unit, scale = 0 }: ScaledPrint, because?: string) {
    const heading = scale === 0 ? '' : ` in a table headed "times 10 to the ${scale}"`;
    const reason = because === undefined ? '' : ` ${because}`;
    super(`The printed text "${printed}"${heading} does not say ${value} ${unit}.${reason}`);
    this.printed = printed;
    this.value = value;
    this.unit = unit;
    this.scale = scale;
  }
}

/** The printed text hedges the number, and the report says otherwise. */
export class PrintedHedgesOtherwise extends LedgerError {
  readonly code = 'printed-hedges-otherwise';

  constructor(
    readonly printed: string,
    readonly printedQualifiers: readonly Qualifier[],
    readonly qualifier: Qualifier,
  ) {
    super(
      `The printed text "${printed}" says ${printedQualifiers.join(' or ')}, and the report ` +
        `${qualifier}: send the qualifier that is printed.`,
    );
  }
}

/** The printed text has a marker, and the report has not. */
export class PrintedMarkerMissing extends LedgerError {
  readonly code = 'printed-marker-missing';

  constructor(
    readonly printed: string,
    readonly missing: readonly Marker[],
  ) {
    super(
      `The printed text "${printed}" is marked ${missing.join(' and ')}: send this in markers.`,
    );
  }
}

/** A number is printed where the report says that there is none. */
export class PrintedSaysNumber extends LedgerError {
  readonly code = 'printed-says-number';

  constructor(readonly printed: string) {
    super(
      `The printed text "${printed}" is a number: send it as the value, or what is printed in ` +
        'its place.',
    );
  }
}

/** A report without a value, whose printed text the ledger cannot read. */
export class PrintedNotReadable extends LedgerError {
  readonly code = 'printed-not-readable';

  /** @param because which word of the print is not known, as a sentence */
  constructor(
    readonly printed: string,
    readonly unit: string,
    because?: string,
  ) {
    const reason = because === undefined ? '' : ` ${because}`;
    super(`The printed text "${printed}" says no number of ${unit}: send its value.${reason}`);
  }
}

/** A report without a value, whose printed text can say several. */
export class PrintedAmbiguous extends LedgerError {
  readonly code = 'printed-ambiguous';

  constructor(
    readonly printed: string,
    /** What it can say, in words. */
    readonly readings: readonly string[],
  ) {
    super(
      `The printed text "${printed}" can say ${readings.join(' or ')}: send value, qualifier ` +
        'and markers.',
    );
  }
}

/** One figure in two units of which neither converts into the other. */
export class UnitsNotComparable extends LedgerError {
  readonly code = 'units-not-comparable';

  constructor(
    readonly key: string,
    readonly unit: string,
    readonly knownUnit: string,
  ) {
    super(
      `${key} is printed in ${knownUnit}, with which ${unit} cannot be compared: if these are ` +
        `two figures, tell them apart by a breakdown, such as unit=${unit.toLowerCase()}.`,
    );
  }
}

/** Restated on a version of the definition that the measure does not have. */
export class UnknownDefinitionVersion extends LedgerError {
  readonly code = 'unknown-definition-version';

  constructor(
    readonly measure: string,
    readonly version: number,
  ) {
    super(`${measure} has no definition version ${version}: redefine the measure first.`);
  }
}

/** A correction or retraction of an event that this figure does not have. */
export class UnknownAppearance extends LedgerError {
  readonly code = 'unknown-appearance';

  constructor(
    readonly key: string,
    readonly eventId: string,
  ) {
    super(`${key} has no appearance with event id ${eventId}.`);
  }
}
