import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Declares the capture of a publication complete. */
export class SealPublication extends Command<CommandAnswer> {
  constructor(
    readonly publication: string,
    readonly origin: Origin,
  ) {
    super();
  }
}
