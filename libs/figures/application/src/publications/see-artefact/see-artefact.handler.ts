import { seeArtefact } from '@ledger/figures-domain';
import { machineNow } from '@ledger/kernel';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { publication } from '../../streams/subjects.js';
import { SeeArtefact } from './see-artefact.js';

/** Records on the publication's stream that its artefact was read, when and where. */
@CommandHandler(SeeArtefact)
export class SeeArtefactHandler implements ICommandHandler<SeeArtefact> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: SeeArtefact): Promise<CommandAnswer> {
    const { publication: id, sighting } = command;
    const now = machineNow();
    return this.decider.decideOn(command, publication(id), (known) =>
      seeArtefact({ id, ...sighting }, known, now),
    );
  }
}
