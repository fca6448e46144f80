import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Makes a publication under embargo public. */
export class ReleasePublication extends Command<CommandAnswer> {
  constructor(
    readonly publication: string,
    readonly reason: string,
    readonly origin: Origin,
  ) {
    super();
  }
}
