import type { ReportFigure } from '@ledger/figures-domain';
import type { Origin } from '@ledger/kernel';
import { Command } from '@nestjs/cqrs';
import type { ReportAnswer } from './report-figures.js';

/**
 * Reports figures that belong together, as those of one publication do; answered one by one in
 * their order.
 *
 * One that is refused keeps no other from being taken, but what is taken enters the record all
 * together or not at all, whatever happens in between: nobody ever finds half of it there. If
 * somebody else writes to one of the figures first, all of them are decided again.
 *
 * That holds for up to 5,000 reports, where the record's server appends to several streams at
 * once, and as far as it takes all of them in one append. Elsewhere it is as with
 * {@link ReportFigures}, and the seal of the publication tells the whole of it from a part.
 */
export class ReportFiguresTogether extends Command<readonly ReportAnswer[]> {
  constructor(
    readonly reports: readonly ReportFigure[],
    readonly origin: Origin,
  ) {
    super();
  }
}
