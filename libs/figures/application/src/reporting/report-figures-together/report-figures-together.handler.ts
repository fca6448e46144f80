import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { FigureReporter } from '../report-figures/figure-reporter.js';
import { ReportFiguresTogether } from './report-figures-together.js';
import type { ReportAnswer } from '../report-figures/report-figures.js';

/** Decides a batch of reports that is recorded as a whole or not at all. */
@CommandHandler(ReportFiguresTogether)
export class ReportFiguresTogetherHandler implements ICommandHandler<ReportFiguresTogether> {
  constructor(private readonly reporter: FigureReporter) {}

  execute({ reports, origin }: ReportFiguresTogether): Promise<readonly ReportAnswer[]> {
    return this.reporter.reportTogether(reports, origin);
  }
}
