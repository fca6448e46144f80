import { updateFollowUp } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { followUp } from '../../streams/subjects.js';
import { UpdateFollowUp } from './update-follow-up.js';

/** Updates an open follow-up on its own stream. */
@CommandHandler(UpdateFollowUp)
export class UpdateFollowUpHandler implements ICommandHandler<UpdateFollowUp> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: UpdateFollowUp): Promise<CommandAnswer> {
    const { followUp: id, change } = command;
    return this.decider.decideOn(command, followUp(id), (known) =>
      updateFollowUp(id, change, known),
    );
  }
}
