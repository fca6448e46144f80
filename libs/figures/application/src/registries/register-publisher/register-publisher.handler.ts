import { registerPublisher } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { RegisterPublisher } from './register-publisher.js';
import { publisher } from '../../streams/subjects.js';

/** Registers a publisher; the same facts again change nothing. */
@CommandHandler(RegisterPublisher)
export class RegisterPublisherHandler implements ICommandHandler<RegisterPublisher> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: RegisterPublisher): Promise<CommandAnswer> {
    const { facts } = command;
    return this.decider.decideOn(command, publisher(facts.id), (known) =>
      registerPublisher(facts, known),
    );
  }
}
