import type { DimensionFacts } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Registers a dimension of breakdowns, or adds members to one. */
export class RegisterDimension extends Command<CommandAnswer> {
  constructor(
    readonly facts: DimensionFacts,
    readonly origin: Origin,
  ) {
    super();
  }
}
