import type { CorrectTranscription as Correction } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../streams/command-decider.js';

/** Says that our own capture of an appearance was wrong, and what the page says. */
export class CorrectTranscription extends Command<CommandAnswer> {
  constructor(
    readonly correction: Correction,
    readonly origin: Origin,
  ) {
    super();
  }
}
