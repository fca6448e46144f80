import type { AreaFacts, Corrected } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Corrects the registered facts of an area. */
export class CorrectArea extends Command<CommandAnswer> {
  constructor(
    readonly facts: Corrected<AreaFacts>,
    readonly origin: Origin,
  ) {
    super();
  }
}
