import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';

/** The outcome of a review of all figures. */
export interface ReviewAnswer {
  readonly raised: number;
  /** Closed automatically: reconciled, or superseded by another finding. */
  readonly ended: number;
  readonly standing: number;
  /** A view at or after this position shows the outcome of the review. */
  readonly position: number;
}

/** Recomputes the printed figures, raises findings, and closes those that were corrected. */
export class ReviewFindings extends Command<ReviewAnswer> {
  /** @param publication all publications where it is left out */
  constructor(
    readonly origin: Origin,
    readonly publication?: string,
  ) {
    super();
  }
}
