import type { LogStore } from '@ledger/log-store-port';
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
import type { StreamMapParts } from './stream-map-writer.js';

/** A log's identity: its origin and the keys of its signatures. */
export interface LogIdentity {
  /** The first line of its checkpoints. */
  readonly origin: string;
  /** The log's keys, including former ones. At least one. */
  readonly verifiers: readonly NoteVerifier[];
}

/** A log that can be read and verified. */
export interface ReadableLog {
  readonly store: Pick<LogStore, 'read'>;
  readonly identity: LogIdentity;
  /** Gives an empty map of streams, which is thrown away afterwards. */
  readonly withEmptyStreams: <Result>(
    act: (parts: StreamMapParts) => Promise<Result>,
  ) => Promise<Result>;
}

/** A log that this process may sign for. */
export interface SignedLog {
  readonly origin: string;
  /** Each signs every checkpoint; at least one. */
  readonly signers: readonly NoteSigner[];
  /** Former keys, whose checkpoints are still accepted. */
  readonly former?: readonly NoteVerifier[];
}

/** The identity of a log that this process signs for. */
export function identityOf({ origin, signers, former = [] }: SignedLog): LogIdentity {
  return { origin, verifiers: [...signers.map(({ verifier }) => verifier), ...former] };
}

/** A verified checkpoint, with its note. */
export interface ReadCheckpoint extends Checkpoint {
  readonly note: SignedNote;
}

/**
 * Parses a checkpoint and verifies the log's signature.
 *
 * @throws {LogNotOurs} it is of another log, or not signed by this one
 * @throws {MalformedLogText} it is malformed
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
