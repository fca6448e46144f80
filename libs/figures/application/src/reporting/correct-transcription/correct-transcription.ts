import type { CorrectTranscription as Correction } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Corrects a mistake in our own capture of an appearance to what the page says. */
export class CorrectTranscription extends Command<CommandAnswer> {
  constructor(
    readonly correction: Correction,
    readonly origin: Origin,
  ) {
    super();
  }
}
