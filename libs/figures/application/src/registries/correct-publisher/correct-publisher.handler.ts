import { correctPublisher } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { CorrectPublisher } from './correct-publisher.js';
import { publisher } from '../../streams/subjects.js';

/** Corrects the facts of a registered publisher. */
@CommandHandler(CorrectPublisher)
export class CorrectPublisherHandler implements ICommandHandler<CorrectPublisher> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: CorrectPublisher): Promise<CommandAnswer> {
    const { facts } = command;
    return this.decider.decideOn(command, publisher(facts.id), (known) =>
      correctPublisher(facts, known),
    );
  }
}
