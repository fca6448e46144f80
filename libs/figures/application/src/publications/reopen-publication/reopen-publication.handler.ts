import { reopenPublication } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { ReopenPublication } from './reopen-publication.js';
import { publication } from '../../streams/subjects.js';

/** Opens a sealed publication for capture again. */
@CommandHandler(ReopenPublication)
export class ReopenPublicationHandler implements ICommandHandler<ReopenPublication> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: ReopenPublication): Promise<CommandAnswer> {
    const { publication: id, reason } = command;
    return this.decider.decideOn(command, publication(id), (known) =>
      reopenPublication(id, reason, known),
    );
  }
}
