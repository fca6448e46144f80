import { registerDimension } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { RegisterDimension } from './register-dimension.js';
import { dimension } from '../../streams/subjects.js';

/** Registers a dimension, or adds members to one. */
@CommandHandler(RegisterDimension)
export class RegisterDimensionHandler implements ICommandHandler<RegisterDimension> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: RegisterDimension): Promise<CommandAnswer> {
    const { facts } = command;
    return this.decider.decideOn(command, dimension(facts.id), (known) =>
      registerDimension(facts, known),
    );
  }
}
