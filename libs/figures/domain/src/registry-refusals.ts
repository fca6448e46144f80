import { LedgerError } from '@ledger/kernel';

export type RegistryThing = 'publisher' | 'area' | 'measure' | 'publication';

/** A word no registry has. One class for each code, so that codes stay literals. */
export class UnknownPublisher extends LedgerError {
  readonly code = 'unknown-publisher';

  constructor(readonly id: string) {
    super(`There is no publisher "${id}": register it first.`);
  }
}

export class UnknownArea extends LedgerError {
  readonly code = 'unknown-area';

  constructor(readonly id: string) {
    super(`There is no area "${id}": register it first.`);
  }
}

export class UnknownMeasure extends LedgerError {
  readonly code = 'unknown-measure';

  constructor(readonly id: string) {
    super(`There is no measure "${id}": define it first.`);
  }
}

export class UnknownPublication extends LedgerError {
  readonly code = 'unknown-publication';

  constructor(readonly id: string) {
    super(`There is no publication "${id}": register it first.`);
  }
}

/** Registered before, with other facts: what was registered does not change. */
export class AlreadyRegistered extends LedgerError {
  readonly code = 'already-registered';

  constructor(
    readonly thing: RegistryThing,
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

/** Versions of a definition follow each other without gaps. */
export class DefinitionOutOfOrder extends LedgerError {
  readonly code = 'definition-out-of-order';

  constructor(
    readonly measure: string,
    readonly version: number,
    readonly nextVersion: number,
  ) {
    super(`The next definition version of ${measure} is ${nextVersion}, not ${version}.`);
  }
}

/** A name that does not follow the grammar of names. */
export class MalformedName extends LedgerError {
  readonly code = 'malformed-name';

  constructor(
    readonly thing: string,
    readonly text: string,
  ) {
    super(
      `"${text.slice(0, 60)}" is no name for a ${thing}: use lower-case letters, digits and ` +
        'single hyphens, with dots for a hierarchy.',
    );
  }
}
