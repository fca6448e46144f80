/** An event in a stream of the ledger that the ledger did not write. */
export interface ForeignEvent {
  /** Position on the server. */
  readonly position: number;
  /** Full stream name on the server. */
  readonly stream: string;
  /** Revision in the stream, as the server counts. */
  readonly revision: number;
  readonly type: string;
  /** The server's time. */
  readonly createdAt: string;
}
