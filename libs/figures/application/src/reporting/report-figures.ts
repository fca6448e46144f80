import type { FigureKey, PrintSaid, ReportedMove, ReportFigure } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';

/** What a report led to. */
export type ReportOutcome = ReportedMove | 'unchanged';

/** A report that is in the record, by this call or an earlier one. */
export interface ReportTaken {
  readonly outcome: ReportOutcome;
  readonly key: FigureKey;
  /** The event that says so; of an unchanged one, the event that said so before. */
  readonly eventId: string;
  /** Whoever reads from a view that has come this far sees it. */
  readonly position: number;
  /** What the ledger read from the printed text, where the report had no value. */
  readonly read?: PrintSaid;
}

/** A report the ledger does not take; sending it again will not help. */
export interface ReportRefused {
  readonly outcome: 'refused';
  /** The refusal's stable word. */
  readonly code: string;
  readonly message: string;
}

export type ReportAnswer = ReportTaken | ReportRefused;

/**
 * Reports any number of figures; answered one by one in their order.
 *
 * Each report stands for itself: one that is refused keeps no other from being taken. If the
 * record cannot be written, the whole call fails, and those that were taken before stay taken:
 * sending all of it again answers them as unchanged.
 */
export class ReportFigures extends Command<readonly ReportAnswer[]> {
  constructor(
    readonly reports: readonly ReportFigure[],
    readonly origin: Origin,
  ) {
    super();
  }
}
