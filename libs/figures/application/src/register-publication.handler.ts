import { registerPublication, UnknownPublisher } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from './command-decider.js';
import { RegisterPublication } from './register-publication.js';
import { Registry } from './registry.js';
import { publication } from './subjects.js';

@CommandHandler(RegisterPublication)
export class RegisterPublicationHandler implements ICommandHandler<RegisterPublication> {
  constructor(
    private readonly decider: CommandDecider,
    private readonly registry: Registry,
  ) {}

  async execute(command: RegisterPublication): Promise<CommandAnswer> {
    const { facts } = command;
    await this.#refuseUnknown(facts.publisher);
    if (facts.presentedTo !== undefined) await this.#refuseUnknown(facts.presentedTo);
    return this.decider.decideOn(command, publication(facts.id), (known) =>
      registerPublication(facts, known),
    );
  }

  async #refuseUnknown(publisher: string): Promise<void> {
    if (!(await this.registry.hasPublisher(publisher))) throw new UnknownPublisher(publisher);
  }
}
