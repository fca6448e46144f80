import { registerArea, UnknownArea } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { RegisterArea } from './register-area.js';
import { Registry } from '../../streams/registry.js';
import { area } from '../../streams/subjects.js';

/** Registers an area; the same facts again change nothing. */
@CommandHandler(RegisterArea)
export class RegisterAreaHandler implements ICommandHandler<RegisterArea> {
  constructor(
    private readonly decider: CommandDecider,
    private readonly registry: Registry,
  ) {}

  async execute(command: RegisterArea): Promise<CommandAnswer> {
    const { facts } = command;
    if (facts.parent !== undefined && !(await this.registry.hasArea(facts.parent))) {
      throw new UnknownArea(facts.parent);
    }
    return this.decider.decideOn(command, area(facts.id), (known) =>
      registerArea(facts, known),
    );
  }
}
