import type { Seal } from './publication-events.js';

/** What the ledger holds of a publication: answered by a view of its appearances. */
export interface PublicationContents {
  /**
   * The seal the publication would have now.
   *
   * @param position the answer reflects the log at least up to here; the call waits for it
   * @throws {LedgerError} if the view does not get there in time
   */
  sealOf(publication: string, position: number): Promise<Seal>;
}
