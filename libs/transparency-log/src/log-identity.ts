import {
  checkSigned,
  parseCheckpoint,
  parseNote,
  type Checkpoint,
  type NoteSigner,
  type NoteVerifier,
  type SignedNote,
} from '@ledger/transparency';
import { LogNotOurs } from './log-errors.js';

/** Which log it is, and by whose signatures it is known. */
export interface LogIdentity {
  /** The first line of its checkpoints. */
  readonly origin: string;
  /** The log's keys; also those it signed with before. At least one. */
  readonly verifiers: readonly NoteVerifier[];
}

/** A log that this process may sign for. */
export interface SignedLog {
  readonly origin: string;
  /** Each signs every checkpoint; at least one. */
  readonly signers: readonly NoteSigner[];
  /** Keys that signed before, by which checkpoints are known still. */
  readonly former?: readonly NoteVerifier[];
}

/** By what a log is known that this process signs for. */
export function identityOf({ origin, signers, former = [] }: SignedLog): LogIdentity {
  return { origin, verifiers: [...signers.map(({ verifier }) => verifier), ...former] };
}

/** A checkpoint that is believed, with the note that it stands in. */
export interface ReadCheckpoint extends Checkpoint {
  readonly note: SignedNote;
}

/**
 * Reads a checkpoint and believes it if the log signed it.
 *
 * @throws {LogNotOurs} it is of another log, or not signed by this one
 * @throws {MalformedLogText} it is none
 */
export function readCheckpoint(
  text: string,
  { origin, verifiers }: LogIdentity,
): ReadCheckpoint {
  const note = parseNote(text);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== origin) {
    throw new LogNotOurs(`of ${checkpoint.origin}, and not of ${origin}`);
  }
  try {
    checkSigned(note, verifiers);
  } catch {
    const keys = verifiers.map(({ text: key }) => key).join(', ');
    throw new LogNotOurs(`without a valid signature of ${keys}`);
  }
  return { ...checkpoint, note };
}
