import type { KnownFinding } from '@ledger/figures-domain';
import type { Found } from './finding.js';

/** A publication that anybody may see. */
export interface ReviewedPublication {
  readonly id: string;
  /** True once its capture is complete. */
  readonly isSealed: boolean;
}

/** Where a review takes its numbers from: the views, in a deployment. */
export interface PublicationReviews {
  /** All publications but those under embargo, as of a position of the log at least. */
  publications(position: number): AsyncIterable<ReviewedPublication>;
  /**
   * What the rules find in a publication's numbers, and the findings already raised about them,
   * with at least everything up to a position of the log; nothing while it is under embargo.
   */
  of(
    publication: string,
    position: number,
  ): Promise<{
    readonly found: readonly Found[];
    readonly known: ReadonlyMap<string, KnownFinding>;
  }>;
  /**
   * Other publications with open findings about figures that a publication prints too, so that it
   * may have settled them.
   */
  concernedBy(publication: string, position: number): Promise<readonly string[]>;
}
