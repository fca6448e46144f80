import type { Sighting } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Records that the source of a publication was read and found unchanged, or gone. */
export class SeeArtefact extends Command<CommandAnswer> {
  constructor(
    readonly publication: string,
    readonly sighting: Sighting,
    readonly origin: Origin,
  ) {
    super();
  }
}
