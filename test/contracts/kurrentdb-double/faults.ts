/** What the next append meets. The stored ones are stored all the same. */
export type AppendFault =
  /** The connection breaks: nobody is told anything. */
  | 'cut-and-not-stored'
  | 'cut-but-stored'
  /** No answer, and the connection stays. */
  | 'silent-and-not-stored'
  | 'silent-but-stored'
  /** The server gives up waiting for its cluster, which may have stored it or not. */
  | 'timeout-and-not-stored'
  | 'timeout-but-stored'
  /** The server ends the call in good order, without an answer. */
  | 'ended-but-stored'
  /** Refusals: nothing is stored. */
  | 'not-ready'
  | 'busy'
  | 'no-leader'
  | 'access-denied'
  | 'unknown-error';

/** How a server lets go of a subscription. */
export type SubscriptionDrop = 'unavailable' | 'cancelled' | 'ended' | 'access-denied';

/** What the next reads meet. */
export type ReadFault = 'not-ready' | 'silent' | 'access-denied' | 'timeout' | 'cut';

/** A user the server knows; without any, it is insecure and asks nobody. */
interface ServerUser {
  readonly name: string;
  readonly password: string;
}

/** What differs from one server's version or configuration to the next. */
export interface ServerTraits {
  /** As `GetSupportedMethods` tells it. */
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

/** A server of today with its documented defaults. */
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
