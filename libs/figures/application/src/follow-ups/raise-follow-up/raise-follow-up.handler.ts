import {
  parseFigureKey,
  raiseFollowUp,
  UnknownFinding,
  UnknownPublication,
  type FollowUpSubject,
} from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { RaiseFollowUp } from './raise-follow-up.js';
import { Registry } from '../../streams/registry.js';
import { followUp } from '../../streams/subjects.js';

/** Raises a follow-up on a stream of its own; the same facts again change nothing. */
@CommandHandler(RaiseFollowUp)
export class RaiseFollowUpHandler implements ICommandHandler<RaiseFollowUp> {
  constructor(
    private readonly decider: CommandDecider,
    private readonly registry: Registry,
  ) {}

  async execute(command: RaiseFollowUp): Promise<CommandAnswer> {
    const { facts } = command;
    await this.#refuseUnknown(facts.subject);
    return this.decider.decideOn(command, followUp(facts.id), (known) =>
      raiseFollowUp(facts, known),
    );
  }

  /** A figure need not be reported yet: that it is missing may be the very question. */
  async #refuseUnknown({ publication, figure, finding }: FollowUpSubject): Promise<void> {
    if (
      publication !== undefined &&
      (await this.registry.publication(publication)) === undefined
    ) {
      throw new UnknownPublication(publication);
    }
    if (figure !== undefined) parseFigureKey(figure);
    if (finding !== undefined && !(await this.registry.hasFinding(finding))) {
      throw new UnknownFinding(finding);
    }
  }
}
