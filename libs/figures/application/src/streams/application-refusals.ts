import { isStorableText, LedgerError, textFault } from '@ledger/kernel';

/** Others kept writing to the same stream. Nothing was written: the command may be sent again. */
export class StreamTooBusy extends LedgerError {
  readonly code = 'stream-too-busy';
  readonly kind = 'transient';

  constructor(
    readonly stream: string,
    readonly attempts: number,
  ) {
    super(
      `Others wrote to ${stream} first, ${attempts} times in a row: nothing was written, send ` +
        'it again.',
    );
  }
}

/**
 * A position that the log has not reached: nobody can have received it, unless from a log that
 * was since replaced by an older copy.
 */
export class PositionBeyondLog extends LedgerError {
  readonly code = 'position-beyond-record';
  readonly kind = 'refusal';

  constructor(
    readonly position: number,
    readonly head: number,
  ) {
    super(
      `The log ends at position ${head}, before ${position}: give one up to its end. If the ` +
        'ledger gave you this one, its log was replaced by an older copy: read again what you ' +
        'have taken from it.',
    );
  }
}

/** A text that not every store can keep unchanged. */
export class MalformedText extends LedgerError {
  readonly code = 'malformed-text';
  readonly kind = 'refusal';

  constructor(
    readonly path: string,
    fault: string | null,
  ) {
    super(`The text at ${path} cannot be kept: it has ${fault}.`);
  }
}

/**
 * Refuses a command whose texts could not be stored unchanged.
 *
 * @param path the value's name in messages
 * @throws {MalformedText}
 */
export function refuseMalformedText(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (!isStorableText(value)) throw new MalformedText(path, textFault(value));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      refuseMalformedText(
        item,
        path === '' ? name.toWellFormed() : `${path}.${name.toWellFormed()}`,
      );
    }
  }
}
