import { releasePublication } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { ReleasePublication } from './release-publication.js';
import { publication } from '../../streams/subjects.js';

/** Ends the embargo of a publication. */
@CommandHandler(ReleasePublication)
export class ReleasePublicationHandler implements ICommandHandler<ReleasePublication> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: ReleasePublication): Promise<CommandAnswer> {
    const { publication: id, reason } = command;
    return this.decider.decideOn(command, publication(id), (known) =>
      releasePublication(id, reason, known),
    );
  }
}
