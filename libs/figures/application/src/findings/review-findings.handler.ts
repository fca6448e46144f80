import type { EventStore } from '@ledger/event-store-port';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EVENT_STORE } from '../streams/tokens.js';
import { FindingsRaiser } from './findings-raiser.js';
import { printedAndRaised } from './known-findings.js';
import { ReviewFindings, type ReviewAnswer } from './review-findings.js';

@CommandHandler(ReviewFindings)
export class ReviewFindingsHandler implements ICommandHandler<ReviewFindings> {
  constructor(
    private readonly raiser: FindingsRaiser,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ origin }: ReviewFindings): Promise<ReviewAnswer> {
    const read = await printedAndRaised(this.store);
    return this.raiser.review(read, [...read.known.publishedIds], origin);
  }
}
