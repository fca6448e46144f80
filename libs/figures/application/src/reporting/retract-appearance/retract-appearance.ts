import type { RetractAppearance as Retraction } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Retracts an appearance that our own capture got wrong altogether. */
export class RetractAppearance extends Command<CommandAnswer> {
  constructor(
    readonly retraction: Retraction,
    readonly origin: Origin,
  ) {
    super();
  }
}
