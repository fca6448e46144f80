import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { FigureReporter } from './figure-reporter.js';
import { ReportFigures, type ReportAnswer } from './report-figures.js';

/** Decides a batch of reports, each of which is answered by itself. */
@CommandHandler(ReportFigures)
export class ReportFiguresHandler implements ICommandHandler<ReportFigures> {
  constructor(private readonly reporter: FigureReporter) {}

  execute({ reports, origin }: ReportFigures): Promise<readonly ReportAnswer[]> {
    return this.reporter.report(reports, origin);
  }
}
