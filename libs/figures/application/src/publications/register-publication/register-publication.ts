import type { PublicationFacts } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Registers an issued paper or data release, open for capturing its figures. */
export class RegisterPublication extends Command<CommandAnswer> {
  constructor(
    readonly facts: PublicationFacts,
    readonly origin: Origin,
  ) {
    super();
  }
}
