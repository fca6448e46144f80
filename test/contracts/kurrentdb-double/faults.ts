/** The outcome of the next append. The stored ones are stored all the same. */
export type AppendFault =
  /** The connection breaks without an answer. */
  | 'cut-and-not-stored'
  | 'cut-but-stored'
  /** No answer, and the connection stays. */
  | 'silent-and-not-stored'
  | 'silent-but-stored'
  /** The server gives up waiting for its cluster, which may have stored it or not. */
  | 'timeout-and-not-stored'
  | 'timeout-but-stored'
  /** The server ends the call normally, without an answer. */
  | 'ended-but-stored'
  /** Refusals: nothing is stored. */
  | 'not-ready'
  | 'busy'
  | 'no-leader'
  | 'access-denied'
  | 'unknown-error';

/** How a server drops a subscription. */
export type SubscriptionDrop = 'unavailable' | 'cancelled' | 'ended' | 'access-denied';

/** The outcome of the next reads. */
export type ReadFault = 'not-ready' | 'silent' | 'access-denied' | 'timeout' | 'cut';

/** A user of the server; without any, it is insecure and authenticates nobody. */
interface ServerUser {
  readonly name: string;
  readonly password: string;
}

/** What differs between versions and configurations of a server. */
export interface ServerTraits {
  /** As `GetSupportedMethods` reports it. */
  readonly version: string;
  readonly offersBatchAppend: boolean;
  readonly offersAppendSession: boolean;
  readonly offersAppendRecords: boolean;
  /** False for old servers: events of a stream are read without their positions. */
  readonly tellsPositionsInStreams: boolean;
  /** False for an answer to an append without its position, which the protocol allows. */
  readonly tellsPositionsOfAppends: boolean;
  /** `MaxAppendSize`. */
  readonly appendBytesMax: number;
  /** `MaxAppendEventSize`. */
  readonly eventBytesMax: number;
  readonly users: readonly ServerUser[];
}

/** A current server with its documented defaults. */
export const TRAITS_DEFAULT: ServerTraits = {
  version: '26.1.0',
  offersBatchAppend: true,
  offersAppendSession: true,
  offersAppendRecords: true,
  tellsPositionsInStreams: true,
  tellsPositionsOfAppends: true,
  appendBytesMax: 1024 * 1024,
  eventBytesMax: 2 ** 31 - 1,
  users: [],
};
