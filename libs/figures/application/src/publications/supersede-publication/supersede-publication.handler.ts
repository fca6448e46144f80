import { supersedePublication, UnknownPublication } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { Registry } from '../../streams/registry.js';
import { publication } from '../../streams/subjects.js';
import { SupersedePublication } from './supersede-publication.js';

/** Records that another publication took the place of one. */
@CommandHandler(SupersedePublication)
export class SupersedePublicationHandler implements ICommandHandler<SupersedePublication> {
  constructor(
    private readonly decider: CommandDecider,
    private readonly registry: Registry,
  ) {}

  async execute(command: SupersedePublication): Promise<CommandAnswer> {
    const { publication: id, by, reason } = command;
    if ((await this.registry.publication(by)) === undefined) throw new UnknownPublication(by);
    return this.decider.decideOn(command, publication(id), (known) =>
      supersedePublication(id, by, reason, known),
    );
  }
}
