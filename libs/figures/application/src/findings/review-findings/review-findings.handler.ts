import type { PublicationReviews } from '@ledger/findings';
import { machineNow } from '@ledger/kernel';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { PUBLICATION_REVIEWS } from '../../streams/tokens.js';
import { FindingsRaiser } from './findings-raiser.js';
import { ReviewFindings, type ReviewAnswer } from './review-findings.js';

@CommandHandler(ReviewFindings)
export class ReviewFindingsHandler implements ICommandHandler<ReviewFindings> {
  constructor(
    private readonly raiser: FindingsRaiser,
    @Inject(PUBLICATION_REVIEWS) private readonly reviews: PublicationReviews,
  ) {}

  execute({ origin, publication }: ReviewFindings): Promise<ReviewAnswer> {
    const publications = publication === undefined ? this.#all() : [publication];
    return this.raiser.review(publications, machineNow(), origin);
  }

  async *#all(): AsyncGenerator<string, void, undefined> {
    for await (const { id } of this.reviews.publications()) yield id;
  }
}
