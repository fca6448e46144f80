import type { PublisherFacts } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Registers an organisation that publishes figures. */
export class RegisterPublisher extends Command<CommandAnswer> {
  constructor(
    readonly facts: PublisherFacts,
    readonly origin: Origin,
  ) {
    super();
  }
}
