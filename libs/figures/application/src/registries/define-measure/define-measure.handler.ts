import { defineMeasure, UnknownPublisher } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { DefineMeasure } from './define-measure.js';
import { Registry } from '../../streams/registry.js';
import { measure } from '../../streams/subjects.js';

/** The measures it is derived from need not exist yet: they may be defined in any order. */
@CommandHandler(DefineMeasure)
export class DefineMeasureHandler implements ICommandHandler<DefineMeasure> {
  constructor(
    private readonly decider: CommandDecider,
    private readonly registry: Registry,
  ) {}

  async execute(command: DefineMeasure): Promise<CommandAnswer> {
    const { facts } = command;
    if (!(await this.registry.hasPublisher(facts.owner)))
      throw new UnknownPublisher(facts.owner);
    return this.decider.decideOn(command, measure(facts.code), (known) =>
      defineMeasure(facts, known),
    );
  }
}
