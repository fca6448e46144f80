import type { FollowUpChange } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Changes owner, due date or note of an open follow-up. */
export class UpdateFollowUp extends Command<CommandAnswer> {
  constructor(
    readonly followUp: string,
    readonly change: FollowUpChange,
    readonly origin: Origin,
  ) {
    super();
  }
}
