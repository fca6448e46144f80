import type { ReportFigure } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { ReportAnswer } from '../report-figures/report-figures.js';

/**
 * Reports figures that belong together, as those of one publication do; answered one by one in
 * their order.
 *
 * A refused one does not affect the others, but those that are accepted enter the log all
 * together or not at all, whatever happens in between: no reader ever finds half of them. If
 * somebody else writes to one of the figures first, all of them are decided again.
 *
 * That holds for up to 5,000 reports, where the store's server can append to several streams at
 * once, and as far as it accepts all of them in one append. Elsewhere it behaves as
 * {@link ReportFigures}, and the seal of the publication tells the whole from a part.
 */
export class ReportFiguresTogether extends Command<readonly ReportAnswer[]> {
  constructor(
    readonly reports: readonly ReportFigure[],
    readonly origin: Origin,
  ) {
    super();
  }
}
