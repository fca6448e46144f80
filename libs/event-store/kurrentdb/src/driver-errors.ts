import { StoreAccessDenied, StoreUnavailable } from '@ledger/event-store-port';
import type { LedgerError } from '@ledger/kernel';
import {
  AppendRecordSizeExceededError,
  ErrorType,
  isCommandError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  TransactionMaxSizeExceededError,
} from '@kurrent/kurrentdb-client';
import { CallTimedOut } from './deadline.js';

/** The meaning of a client's error for the call. */
export type Meaning =
  /** A stream has another revision. Nothing was written. */
  | 'conflict'
  /** Another node leads. Nothing was written here. */
  | 'not-leader'
  /** The server accepts no writes for now. Nothing was written. */
  | 'not-now'
  /** No server was reached. Nothing was written. */
  | 'unreachable'
  /** Lost on the way to the server or back. */
  | 'in-doubt'
  | 'denied'
  | 'no-stream'
  | 'stream-deleted'
  | 'append-too-large'
  | 'event-too-large'
  /** The server never accepts this. Nothing was written. */
  | 'malformed'
  /** The server does not know the call. Nothing was written. */
  | 'not-offered'
  /** There is no record at the given position. */
  | 'no-such-position';

/** Every error the client can throw; those of calls the ledger never makes come last. */
const MEANINGS: Readonly<Record<ErrorType, Meaning>> = {
  [ErrorType.WRONG_EXPECTED_VERSION]: 'conflict',
  [ErrorType.APPEND_CONSISTENCY_VIOLATION]: 'conflict',
  [ErrorType.NOT_LEADER]: 'not-leader',
  [ErrorType.ACCESS_DENIED]: 'denied',
  [ErrorType.STREAM_NOT_FOUND]: 'no-stream',
  [ErrorType.NO_STREAM]: 'no-stream',
  [ErrorType.STREAM_DELETED]: 'stream-deleted',
  [ErrorType.STREAM_TOMBSTONED]: 'stream-deleted',
  [ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED]: 'append-too-large',
  [ErrorType.TRANSACTION_MAX_SIZE_EXCEEDED]: 'append-too-large',
  [ErrorType.APPEND_RECORD_SIZE_EXCEEDED]: 'event-too-large',
  [ErrorType.INVALID_TRANSACTION]: 'malformed',
  [ErrorType.INVALID_ARGUMENT]: 'malformed',
  [ErrorType.MISSING_REQUIRED_METADATA_PROPERTY]: 'malformed',
  [ErrorType.UNSUPPORTED]: 'not-offered',
  [ErrorType.TIMEOUT]: 'in-doubt',
  [ErrorType.DEADLINE_EXCEEDED]: 'in-doubt',
  [ErrorType.UNAVAILABLE]: 'in-doubt',
  [ErrorType.CANCELLED]: 'in-doubt',
  [ErrorType.UNKNOWN]: 'in-doubt',
  [ErrorType.NOT_FOUND]: 'in-doubt',
  [ErrorType.SCAVENGE_NOT_FOUND]: 'in-doubt',
  [ErrorType.PERSISTENT_SUBSCRIPTION_FAILED]: 'in-doubt',
  [ErrorType.PERSISTENT_SUBSCRIPTION_DOES_NOT_EXIST]: 'in-doubt',
  [ErrorType.PERSISTENT_SUBSCRIPTION_EXISTS]: 'in-doubt',
  [ErrorType.PERSISTENT_SUBSCRIPTION_DROPPED]: 'in-doubt',
  [ErrorType.MAXIMUM_SUBSCRIBERS_REACHED]: 'in-doubt',
  [ErrorType.USER_NOT_FOUND]: 'in-doubt',
  [ErrorType.USER_CONFLICT]: 'in-doubt',
};

/**
 * What the server only describes in a sentence, or the client has no type for yet. If a sentence
 * changes, the outcome is in doubt, which is never wrong.
 */
const SENTENCES: readonly (readonly [RegExp, Meaning])[] = [
  [/No connection established|Name resolution failed|Failed to discover after/, 'unreachable'],
  [/Channel has been shut down|Channel closed before call started/, 'unreachable'],
  [/Server Is Not Ready|Server Is (Too )?Busy|No leader info available/, 'not-now'],
  [/not yet ready to handle requests|currently overloaded/, 'not-now'],
  [/is not the leader node/, 'not-leader'],
  [/Maximum ?Append ?Event ?Size/, 'event-too-large'],
  [/message exceeds the maximum|message larger than max/, 'append-too-large'],
  [/recognize BadRequest|Empty eventType|The request is invalid/, 'malformed'],
  [/[Ii]nvalid ?[Pp]osition/, 'no-such-position'],
];

const PASSING: ReadonlySet<Meaning> = new Set([
  'in-doubt',
  'unreachable',
  'not-now',
  'not-leader',
]);

const PERMISSION_DENIED = 7;
const UNIMPLEMENTED = 12;
const UNAUTHENTICATED = 16;
const CODES: ReadonlyMap<unknown, Meaning> = new Map([
  [PERMISSION_DENIED, 'denied'],
  [UNAUTHENTICATED, 'denied'],
  [UNIMPLEMENTED, 'not-offered'],
]);

/** Classifies an error of the client; anything else leaves the outcome in doubt. */
export function meaningOf(error: unknown): Meaning {
  if (!(error instanceof Error) || error instanceof CallTimedOut) return 'in-doubt';
  const meaning = isCommandError(error) ? MEANINGS[error.type] : 'in-doubt';
  if (meaning !== 'in-doubt') return meaning;
  const known = SENTENCES.find(([sentence]) => sentence.test(error.message));
  if (known !== undefined) return known[1];
  const coded = CODES.get(grpcCode(error));
  if (coded !== undefined) return coded;
  return isOfTheFirstQuestion(error) ? 'unreachable' : 'in-doubt';
}

/**
 * True if the whole call failed, with everything under way in it; false if the server answered
 * this one append alone.
 */
export function isOfWholeCall(error: unknown): boolean {
  return !(error instanceof Error) || grpcCode(error) !== undefined;
}

/** True if the same call may succeed a little later, or on another node. */
export function isPassing(meaning: Meaning): boolean {
  return PASSING.has(meaning);
}

/** True if the connection may be at fault, so that the next call should use a new one. */
export function breaksConnection(error: unknown): boolean {
  const meaning = meaningOf(error);
  // The client follows its own error to the leader, but not the server's newer messages.
  if (meaning === 'not-leader') return !(error instanceof NotLeaderError);
  return isPassing(meaning);
}

/** The server's size limit in bytes, where it states one. */
export function sizeMaxOf(error: unknown): number | undefined {
  if (error instanceof MaxAppendSizeExceededError) return error.maxAppendSize;
  if (error instanceof TransactionMaxSizeExceededError) return error.maxSize;
  return error instanceof AppendRecordSizeExceededError ? error.maxSize : undefined;
}

/** A failure that the caller did not cause, as an error of the port. */
export function unavailable(error: unknown, action: string): LedgerError {
  const cause = { cause: error };
  if (meaningOf(error) === 'denied') return new StoreAccessDenied(action, cause);
  return new StoreUnavailable(reasonOf(error), cause);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isCommandError(error) ? error.message || error.type : error.message;
}

function grpcCode(error: Error): unknown {
  return 'code' in error ? error.code : undefined;
}

/**
 * Before its first append the client queries the server's features. It passes that query's
 * errors through unchanged and wraps all others: so an untyped error with a code means that
 * nothing else was sent.
 */
function isOfTheFirstQuestion(error: Error): boolean {
  return !isCommandError(error) && typeof grpcCode(error) === 'number';
}
