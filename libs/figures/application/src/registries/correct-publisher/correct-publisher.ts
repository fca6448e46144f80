import type { Corrected, PublisherFacts } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Corrects the registered facts of a publisher. */
export class CorrectPublisher extends Command<CommandAnswer> {
  constructor(
    readonly facts: Corrected<PublisherFacts>,
    readonly origin: Origin,
  ) {
    super();
  }
}
