import type { KnownFinding } from '@ledger/figures-domain';
import type { Instant } from '@ledger/kernel';
import type { Found } from './finding.js';

/** A publication that anybody may see. */
export interface ReviewedPublication {
  readonly id: string;
  /** True once its capture is complete. */
  readonly isSealed: boolean;
}

/** Where a review takes its numbers from: the views, in a deployment. */
export interface PublicationReviews {
  /** All publications but those under embargo. */
  publications(): AsyncIterable<ReviewedPublication>;
  /**
   * What the rules find in a publication's numbers, and the findings already raised about them,
   * with everything that was recorded by a moment; nothing while it is under embargo.
   */
  of(
    publication: string,
    recordedBy: Instant,
  ): Promise<{
    readonly found: readonly Found[];
    readonly known: ReadonlyMap<string, KnownFinding>;
  }>;
}
