import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Records that another publication supersedes a publication. */
export class SupersedePublication extends Command<CommandAnswer> {
  /** @param by the superseding publication */
  constructor(
    readonly publication: string,
    readonly by: string,
    readonly reason: string,
    readonly origin: Origin,
  ) {
    super();
  }
}
