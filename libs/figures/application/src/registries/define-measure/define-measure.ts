import type { MeasureFacts } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Defines a measure, with the first version of its definition. */
export class DefineMeasure extends Command<CommandAnswer> {
  constructor(
    readonly facts: MeasureFacts,
    readonly origin: Origin,
  ) {
    super();
  }
}
