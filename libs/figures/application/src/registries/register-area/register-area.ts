import type { AreaFacts } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Registers an area. */
export class RegisterArea extends Command<CommandAnswer> {
  constructor(
    readonly facts: AreaFacts,
    readonly origin: Origin,
  ) {
    super();
  }
}
