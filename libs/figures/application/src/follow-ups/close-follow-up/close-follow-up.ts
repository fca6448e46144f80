import type { FollowUpClosing } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Closes a follow-up with its outcome. */
export class CloseFollowUp extends Command<CommandAnswer> {
  constructor(
    readonly followUp: string,
    readonly closing: FollowUpClosing,
    readonly origin: Origin,
  ) {
    super();
  }
}
