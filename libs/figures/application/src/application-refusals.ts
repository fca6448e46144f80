import { LedgerError } from '@ledger/kernel';

/** Others kept writing to the same stream. Nothing was written: the command may be sent again. */
export class StreamTooBusy extends LedgerError {
  readonly code = 'stream-too-busy';

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

/** A text that UTF-8 cannot say, which the record therefore cannot keep. */
export class MalformedText extends LedgerError {
  readonly code = 'malformed-text';

  constructor(readonly path: string) {
    super(
      `The text at ${path} is not well formed: half of a surrogate pair stands alone in it.`,
    );
  }
}

/**
 * Refuses a command whose texts could not be stored as they are.
 *
 * @param path what messages call the value
 * @throws {MalformedText}
 */
export function refuseMalformedText(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new MalformedText(path);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      refuseMalformedText(
        item,
        path === '' ? name.toWellFormed() : `${path}.${name.toWellFormed()}`,
      );
    }
  }
}
