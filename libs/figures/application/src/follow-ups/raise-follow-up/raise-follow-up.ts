import type { FollowUpFacts } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Raises a question or an action about a publication, a figure or a finding. */
export class RaiseFollowUp extends Command<CommandAnswer> {
  constructor(
    readonly facts: FollowUpFacts,
    readonly origin: Origin,
  ) {
    super();
  }
}
