import type { DefinitionFacts } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Adds the next version of a measure's definition. */
export class RedefineMeasure extends Command<CommandAnswer> {
  constructor(
    readonly facts: DefinitionFacts,
    readonly origin: Origin,
  ) {
    super();
  }
}
