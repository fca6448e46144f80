import type { FigureKey, Move, PrintSaid, ReportFigure } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';

/** The outcome of a report. */
export type ReportOutcome = Move | 'unchanged';

/** A report that is in the log, by this call or an earlier one. */
export interface ReportTaken {
  readonly outcome: ReportOutcome;
  readonly key: FigureKey;
  /** The event that holds it; for an unchanged one, the earlier event. */
  readonly eventId: string;
  /** A view at or after this position shows it. */
  readonly position: number;
  /** What the ledger read from the printed text, if the report had no value. */
  readonly read?: PrintSaid;
}

/** A report that the ledger refuses; sending it again will not help. */
export interface ReportRefused {
  readonly outcome: 'refused';
  /** The refusal's stable code. */
  readonly code: string;
  readonly message: string;
}

/** What became of one report. */
export type ReportAnswer = ReportTaken | ReportRefused;

/**
 * Reports any number of figures; answered one by one in their order.
 *
 * Each report stands for itself: a refused one does not affect the others. If the log cannot be
 * written, the whole call fails, and reports that were recorded before stay recorded: sending
 * all of them again answers those as unchanged.
 */
export class ReportFigures extends Command<readonly ReportAnswer[]> {
  constructor(
    readonly reports: readonly ReportFigure[],
    readonly origin: Origin,
  ) {
    super();
  }
}
