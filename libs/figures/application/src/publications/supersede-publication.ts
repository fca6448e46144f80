import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../streams/command-decider.js';

/** Says that another publication took a publication's place. */
export class SupersedePublication extends Command<CommandAnswer> {
  /** @param by the publication that took its place */
  constructor(
    readonly publication: string,
    readonly by: string,
    readonly reason: string,
    readonly origin: Origin,
  ) {
    super();
  }
}
