import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Reopens a sealed publication because something was missed. */
export class ReopenPublication extends Command<CommandAnswer> {
  constructor(
    readonly publication: string,
    readonly reason: string,
    readonly origin: Origin,
  ) {
    super();
  }
}
