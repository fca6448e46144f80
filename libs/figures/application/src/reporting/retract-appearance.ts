import type { RetractAppearance as Retraction } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../streams/command-decider.js';

/** Says that our own capture of an appearance was wrong altogether. */
export class RetractAppearance extends Command<CommandAnswer> {
  constructor(
    readonly retraction: Retraction,
    readonly origin: Origin,
  ) {
    super();
  }
}
