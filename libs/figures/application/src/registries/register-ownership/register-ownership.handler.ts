import { registerOwnership, UnknownArea, UnknownPublisher } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { RegisterOwnership } from './register-ownership.js';
import { Registry } from '../../streams/registry.js';
import { ownership } from '../../streams/subjects.js';

/** Measures need not exist yet: ownership covers all that is ever defined below a code. */
@CommandHandler(RegisterOwnership)
export class RegisterOwnershipHandler implements ICommandHandler<RegisterOwnership> {
  constructor(
    private readonly decider: CommandDecider,
    private readonly registry: Registry,
  ) {}

  async execute(command: RegisterOwnership): Promise<CommandAnswer> {
    const { owner, area } = command.facts;
    if (!(await this.registry.hasPublisher(owner))) throw new UnknownPublisher(owner);
    if (area !== undefined && !(await this.registry.hasArea(area))) throw new UnknownArea(area);
    return this.decider.decideOn(command, ownership(), (known) =>
      registerOwnership(command.facts, known),
    );
  }
}
