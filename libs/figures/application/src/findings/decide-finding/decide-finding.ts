import type { FindingDecision } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../streams/command-decider.js';

/** Decisions that people can make; whether a finding is reconciled follows from the numbers. */
export const HUMAN_DECISIONS = [
  'explained',
  'accepted',
  'dismissed',
  'reopened',
] as const satisfies readonly FindingDecision[];

/** One of {@link HUMAN_DECISIONS}. */
export type HumanDecision = (typeof HUMAN_DECISIONS)[number];

/** Explains, accepts, dismisses or reopens a finding, with a reason. */
export class DecideFinding extends Command<CommandAnswer> {
  constructor(
    readonly finding: string,
    readonly decision: HumanDecision,
    readonly reason: string,
    readonly origin: Origin,
  ) {
    super();
  }
}
