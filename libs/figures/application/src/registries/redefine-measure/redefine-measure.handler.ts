import { redefineMeasure } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { RedefineMeasure } from './redefine-measure.js';
import { measure } from '../../streams/subjects.js';

/** Gives a measure a new version of its definition. */
@CommandHandler(RedefineMeasure)
export class RedefineMeasureHandler implements ICommandHandler<RedefineMeasure> {
  constructor(private readonly decider: CommandDecider) {}

  execute(command: RedefineMeasure): Promise<CommandAnswer> {
    const { facts } = command;
    return this.decider.decideOn(command, measure(facts.code), (known) =>
      redefineMeasure(facts, known),
    );
  }
}
