import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';

/** What a review of all figures came to. */
export interface ReviewAnswer {
  readonly raised: number;
  /** Closed by themselves: reconciled, or superseded by another finding. */
  readonly ended: number;
  readonly standing: number;
  /** Whoever reads from a view that has come this far sees what the review led to. */
  readonly position: number;
}

/** Recomputes what is printed, raises what cannot be, and closes what was mended. */
export class ReviewFindings extends Command<ReviewAnswer> {
  constructor(readonly origin: Origin) {
    super();
  }
}
