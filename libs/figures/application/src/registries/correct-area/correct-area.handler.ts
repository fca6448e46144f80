import { AreaWithinItself, correctArea, UnknownArea } from '@ledger/figures-domain';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandDecider, type CommandAnswer } from '../../streams/command-decider.js';
import { CorrectArea } from './correct-area.js';
import { Registry } from '../../streams/registry.js';
import { area } from '../../streams/subjects.js';

/** Corrects the facts of a registered area. */
@CommandHandler(CorrectArea)
export class CorrectAreaHandler implements ICommandHandler<CorrectArea> {
  constructor(
    private readonly decider: CommandDecider,
    private readonly registry: Registry,
  ) {}

  async execute(command: CorrectArea): Promise<CommandAnswer> {
    const { facts } = command;
    await this.#refuseCircle(facts.id, facts.parent);
    return this.decider.decideOn(command, area(facts.id), (known) => correctArea(facts, known));
  }

  /** Walks up from the new parent: it must exist, and the area must not be on the way. */
  async #refuseCircle(id: string, parent: string | undefined): Promise<void> {
    for (let above = parent; above !== undefined;) {
      if (above === id) throw new AreaWithinItself(id);
      const facts = await this.registry.area(above);
      if (facts === undefined) throw new UnknownArea(above);
      above = facts.parent;
    }
  }
}
