import { BEGINNING } from '@ledger/event-store-port';
import { endFinding, raiseFinding } from '@ledger/figures-domain';
import { reviewOf, type PublicationReviews } from '@ledger/findings';
import { isTurnOver, nextTurn, type Origin } from '@ledger/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { finding } from '../../streams/subjects.js';
import { PUBLICATION_REVIEWS } from '../../streams/tokens.js';
import type { ReviewAnswer } from './review-findings.js';

/** The outcome of reviewing nothing. */
export const NO_REVIEW: ReviewAnswer = {
  raised: 0,
  ended: 0,
  standing: 0,
  position: BEGINNING,
};

/**
 * Raises findings for impossible numbers in publications, and closes those that were corrected.
 * Each finding is decided on its own stream, so concurrent and repeated reviews add nothing
 * twice.
 */
@Injectable()
export class FindingsRaiser {
  constructor(
    private readonly decider: CommandDecider,
    @Inject(PUBLICATION_REVIEWS) private readonly reviews: PublicationReviews,
  ) {}

  /**
   * Reviews some publications, one at a time, with all that the log holds up to a position.
   *
   * @throws whatever {@link PublicationReviews.of} and {@link CommandDecider.decideOn} throw
   */
  async review(
    publications: Iterable<string> | AsyncIterable<string>,
    upTo: number,
    origin: Origin,
  ): Promise<ReviewAnswer> {
    let answer = NO_REVIEW;
    for await (const publication of publications) {
      if (isTurnOver()) await nextTurn();
      answer = sumOf(answer, await this.#reviewOne(publication, upTo, origin));
    }
    return answer;
  }

  async #reviewOne(publication: string, upTo: number, origin: Origin): Promise<ReviewAnswer> {
    const { found, known } = await this.reviews.of(publication, upTo);
    const { raised, ended, standing } = reviewOf(found, known);
    const raising: CommandAnswer[] = [];
    for (const facts of raised) {
      const raise = this.decider.decideOn({ origin }, finding(facts.id), (state) =>
        raiseFinding(facts, state),
      );
      raising.push(await raise);
    }
    const ending: CommandAnswer[] = [];
    for (const { id, end } of ended) {
      const close = this.decider.decideOn({ origin }, finding(id), (state) =>
        endFinding(id, end, state),
      );
      ending.push(await close);
    }
    const all = [...raising, ...ending].map(({ position }) => position);
    const position = Math.max(BEGINNING, ...all);
    return { raised: changes(raising), ended: changes(ending), standing, position };
  }
}

function changes(answers: readonly CommandAnswer[]): number {
  return answers.filter(({ changed }) => changed).length;
}

/** Both outcomes together. */
export function sumOf(left: ReviewAnswer, right: ReviewAnswer): ReviewAnswer {
  return {
    raised: left.raised + right.raised,
    ended: left.ended + right.ended,
    standing: left.standing + right.standing,
    position: Math.max(left.position, right.position),
  };
}
