import { type Decimal, LedgerError } from '@ledger/kernel';

/** How a report differs from what was captured at its locator. */
export interface CaptureDifference {
  readonly fields: readonly string[];
  /** The captured value, where only its digits are written otherwise: 14773 for 14773.0. */
  readonly sameNumber?: Decimal | undefined;
}

/** A printed page does not change: the same locator was captured with other facts. */
export class AppearanceAlreadyCaptured extends LedgerError {
  readonly code = 'appearance-already-captured';
  readonly kind = 'refusal';
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

/** This capture was retracted. */
export class AppearanceIsRetracted extends LedgerError {
  readonly code = 'appearance-retracted';
  readonly kind = 'refusal';

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

/** A unit that figures of this measure and statistic are not printed in. */
export class UnitNotOfMeasure extends LedgerError {
  readonly code = 'unit-not-of-measure';
  readonly kind = 'refusal';

  constructor(
    readonly measure: string,
    readonly unit: string,
    readonly units: readonly string[],
  ) {
    super(`"${unit}" is not a unit of ${measure} here: it takes ${units.join(', ')}.`);
  }
}

/** One figure in two units of which neither converts into the other. */
export class UnitsNotComparable extends LedgerError {
  readonly code = 'units-not-comparable';
  readonly kind = 'refusal';

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
  readonly kind = 'refusal';

  constructor(
    readonly measure: string,
    readonly version: number,
  ) {
    super(`${measure} has no definition version ${version}: redefine the measure first.`);
  }
}

/** A restatement that does not name the basis of its number. */
export class RestatementWithoutBasis extends LedgerError {
  readonly code = 'restatement-without-basis';
  readonly kind = 'refusal';

  constructor() {
    super(
      'A restatement names the basis of its number: send change.definitionVersion, a version of ' +
        'the measure’s definition, or change.notice, the publication that announced the change ' +
        '(in a sheet, fill definition_version or notice).',
    );
  }
}

/** A correction or retraction of an event that this figure does not have. */
export class UnknownAppearance extends LedgerError {
  readonly code = 'unknown-appearance';
  readonly kind = 'refusal';

  constructor(
    readonly key: string,
    readonly eventId: string,
  ) {
    super(`${key} has no appearance with event id ${eventId}.`);
  }
}
