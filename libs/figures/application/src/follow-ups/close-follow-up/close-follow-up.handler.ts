import { closeFollowUp } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CloseFollowUp } from './close-follow-up.js';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { followUp } from '../../streams/subjects.js';

/** Closes a follow-up on its own stream. */
@CommandHandler(CloseFollowUp)
export class CloseFollowUpHandler implements ICommandHandler<CloseFollowUp> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: CloseFollowUp): Promise<CommandAnswer> {
    const { followUp: id, closing } = command;
    return this.decider.decideOn(command, followUp(id), (known) =>
      closeFollowUp(id, closing, known),
    );
  }
}
