import { BEGINNING, type EventStore } from '@ledger/event-store-port';
import { endFinding, raiseFinding } from '@ledger/figures-domain';
import { findAll, reviewOf } from '@ledger/findings';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider } from '../streams/command-decider.js';
import { finding } from '../streams/subjects.js';
import { EVENT_STORE } from '../streams/tokens.js';
import { printedAndRaised } from './known-findings.js';
import { ReviewFindings, type ReviewAnswer } from './review-findings.js';

/**
 * Each finding is decided on its own stream, so that two reviews at once, or one that is run again
 * after it was cut off, add nothing twice.
 */
@CommandHandler(ReviewFindings)
export class ReviewFindingsHandler implements ICommandHandler<ReviewFindings> {
  constructor(
    private readonly decider: CommandDecider,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute(command: ReviewFindings): Promise<ReviewAnswer> {
    const { known, findings } = await printedAndRaised(this.store);
    const review = reviewOf(findAll(known.figures, known.vocabulary), findings);
    const answers = [];
    for (const facts of review.raised) {
      answers.push(
        await this.decider.decideOn(command, finding(facts.id), (state) =>
          raiseFinding(facts, state),
        ),
      );
    }
    const raised = answers.filter(({ changed }) => changed).length;
    for (const { id, end } of review.ended) {
      answers.push(
        await this.decider.decideOn(command, finding(id), (state) =>
          endFinding(id, end, state),
        ),
      );
    }
    return {
      raised,
      ended: answers.filter(({ changed }) => changed).length - raised,
      standing: review.standing,
      position: Math.max(BEGINNING, ...answers.map(({ position }) => position)),
    };
  }
}
