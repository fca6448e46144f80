import {
  registerPublication,
  UnknownPublication,
  UnknownPublisher,
  type PublicationFacts,
} from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { RegisterPublication } from './register-publication.js';
import { Registry } from '../../streams/registry.js';
import { publication } from '../../streams/subjects.js';

/** Registers a publication on a stream of its own; the same facts again change nothing. */
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
    const corrected = await Promise.all((facts.corrects ?? []).map((id) => this.#known(id)));
    return this.decider.decideOn(command, publication(facts.id), (known) =>
      registerPublication(facts, known, corrected),
    );
  }

  async #known(id: string): Promise<PublicationFacts> {
    const known = await this.registry.publication(id);
    if (known === undefined) throw new UnknownPublication(id);
    return known.facts;
  }

  async #refuseUnknown(publisher: string): Promise<void> {
    if (!(await this.registry.hasPublisher(publisher))) throw new UnknownPublisher(publisher);
  }
}
