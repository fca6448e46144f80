import { type Decimal, LedgerError } from '@ledger/kernel';
import type { Marker, Qualifier } from './print.js';
import type { ScaledPrint } from './printed-scale.js';

/** Neither a value nor a marker that says why there is none, or both. */
export class ValueAndMarkersDisagree extends LedgerError {
  readonly code = 'value-and-markers-disagree';
  readonly kind = 'refusal';

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
  readonly kind = 'refusal';

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
  readonly kind = 'refusal';

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
  readonly kind = 'refusal';

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
  readonly kind = 'refusal';

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
  readonly kind = 'refusal';

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
  readonly kind = 'refusal';

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
