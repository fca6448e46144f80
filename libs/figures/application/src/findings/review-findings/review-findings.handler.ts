import type { EventStore } from '@ledger/event-store-port';
import type { PublicationReviews } from '@ledger/findings';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE, PUBLICATION_REVIEWS } from '../../streams/tokens.js';
import { FindingsRaiser } from './findings-raiser.js';
import { ReviewFindings, type ReviewAnswer } from './review-findings.js';

/** Recomputes publications and raises, reconciles or supersedes their findings. */
@CommandHandler(ReviewFindings)
export class ReviewFindingsHandler implements ICommandHandler<ReviewFindings> {
  constructor(
    private readonly raiser: FindingsRaiser,
    @Inject(PUBLICATION_REVIEWS) private readonly reviews: PublicationReviews,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ origin, publication }: ReviewFindings): Promise<ReviewAnswer> {
    const head = await this.store.head();
    const publications = publication === undefined ? this.#all(head) : [publication];
    return this.raiser.review(publications, head, origin);
  }

  async *#all(head: number): AsyncGenerator<string, void, undefined> {
    for await (const { id } of this.reviews.publications(head)) yield id;
  }
}
