import { LedgerError } from '@ledger/kernel';
import { CODE_FORM, WORD_FORM } from '../text/names.js';

/** What can be registered once under a name. */
export type RegistryThing = 'publisher' | 'area' | 'dimension' | 'measure' | 'publication';

/** A name that is not registered. One class for each code, so that codes stay literals. */
export class UnknownPublisher extends LedgerError {
  readonly code = 'unknown-publisher';
  readonly kind = 'refusal';

  constructor(readonly id: string) {
    super(`There is no publisher "${id}": register it first.`);
  }
}

/** Refuses what names an area that is not registered. */
export class UnknownArea extends LedgerError {
  readonly code = 'unknown-area';
  readonly kind = 'refusal';

  constructor(readonly id: string) {
    super(`There is no area "${id}": register it first.`);
  }
}

/** A breakdown with a value that its dimension does not have. */
export class UnknownMember extends LedgerError {
  readonly code = 'unknown-member';
  readonly kind = 'refusal';

  constructor(
    readonly dimension: string,
    readonly member: string,
    /** Ids of some members that the dimension has. */
    readonly known: readonly string[],
  ) {
    super(
      `The dimension "${dimension}" has no member "${member}": it has ${known.join(', ')}. ` +
        'Use one of them, or register another.',
    );
  }
}

/** One thing would have two names. */
export class MemberTitleTaken extends LedgerError {
  readonly code = 'member-title-taken';
  readonly kind = 'refusal';

  constructor(
    readonly dimension: string,
    readonly member: string,
    /** The member that has the title. */
    readonly holder: string,
  ) {
    super(
      `The member "${member}" of the dimension "${dimension}" has the title of "${holder}": ` +
        'use that one, or say in the title how they differ.',
    );
  }
}

/** A correction would make an area part of itself. */
export class AreaWithinItself extends LedgerError {
  readonly code = 'area-within-itself';
  readonly kind = 'refusal';

  constructor(readonly area: string) {
    super(`The area "${area}" would be part of itself: choose another parent.`);
  }
}

/** Refuses what names a measure that is not defined. */
export class UnknownMeasure extends LedgerError {
  readonly code = 'unknown-measure';
  readonly kind = 'refusal';

  constructor(readonly id: string) {
    super(`There is no measure "${id}": define it first.`);
  }
}

/** Refuses what names a publication that is not registered. */
export class UnknownPublication extends LedgerError {
  readonly code = 'unknown-publication';
  readonly kind = 'refusal';

  constructor(readonly id: string) {
    super(`There is no publication "${id}": register it first.`);
  }
}

/** Registered before, with other facts: what was registered does not change. */
export class AlreadyRegistered extends LedgerError {
  readonly code = 'already-registered';
  readonly kind = 'refusal';

  constructor(
    readonly thing: RegistryThing | 'member',
    readonly id: string,
    /** Names of the facts that differ. */
    readonly fields: readonly string[],
  ) {
    super(
      `The ${thing} "${id}" is registered already with another ${fields.join(', another ')}: ` +
        'send what is registered, or choose another name.',
    );
  }
}

/** Somebody else owns the same part of the figures from the same date. */
export class OwnedByAnother extends LedgerError {
  readonly code = 'owned-by-another';
  readonly kind = 'refusal';

  constructor(
    readonly part: string,
    readonly owner: string,
  ) {
    super(
      `${part} is owned by "${owner}": give the date from which another owns it, or the reason ` +
        'why that was wrong.',
    );
  }
}

/** A version of a definition that is not the next one. */
export class DefinitionOutOfOrder extends LedgerError {
  readonly code = 'definition-out-of-order';
  readonly kind = 'refusal';

  constructor(
    readonly measure: string,
    readonly version: number,
    readonly nextVersion: number,
  ) {
    super(`The next definition version of ${measure} is ${nextVersion}, not ${version}.`);
  }
}

const WORDS = ['publisher', 'publication', 'dimension'];

const UNIT_FORM = `${WORD_FORM}, or the code of a currency, as "GBP"`;

/** A name that does not follow the grammar of names. */
export class MalformedName extends LedgerError {
  readonly code = 'malformed-name';
  readonly kind = 'refusal';

  constructor(
    readonly thing: string,
    readonly text: string,
  ) {
    super(
      `"${text.slice(0, 60)}" is no name for ${thing === 'area' ? 'an' : 'a'} ${thing}: use ` +
        `${WORDS.includes(thing) ? WORD_FORM : thing === 'unit' ? UNIT_FORM : CODE_FORM}.`,
    );
  }
}
