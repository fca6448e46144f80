import type { OwnershipFacts } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Registers who owns the figures of some measures and areas. */
export class RegisterOwnership extends Command<CommandAnswer> {
  constructor(
    readonly facts: OwnershipFacts,
    readonly origin: Origin,
  ) {
    super();
  }
}
