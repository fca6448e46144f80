import { instantOf } from '@ledger/kernel';
import { appearanceId, locatorText } from '../figure/appearance.js';
import type { FigureEvent } from '../figure/figure-events.js';
import type { ReportFigure } from '../figure/figure-report.js';
import { evolveFigure, UNREPORTED } from '../figure/figure-state.js';
import { decideReport, type ReportContext } from '../figure/report-figure.js';
import { openPaper, papers, recordedCrime, type Paper } from './examples.js';
import { scenario } from './scenario.js';

/** The ledger's clock while reports are decided. */
export const now = instantOf(Date.UTC(2025, 5, 1));

/** A report's own publication, open, and the measure of all examples. */
export function contextOf({ publication }: ReportFigure): ReportContext {
  const paper = (Object.keys(papers) as Paper[]).find((id) => papers[id].id === publication);
  return { publication: openPaper(paper ?? 'september'), measure: recordedCrime, now };
}

/** Events of a figure are given, a report is made of it; {@link contextOf} says what is known. */
export function reporting(context: (report: ReportFigure) => ReportContext = contextOf) {
  return scenario({
    initial: UNREPORTED,
    evolve: evolveFigure,
    idOf: (event: FigureEvent, revision) => {
      if ('corrects' in event.data || 'retracts' in event.data) return `of-ours-${revision}`;
      const { key, publication, locator, printed } = event.data;
      return appearanceId(key, publication, locatorText(locator), printed);
    },
    decide: (report: ReportFigure, state): FigureEvent[] => {
      const decision = decideReport(report, state, context(report));
      return decision.outcome === 'printed' ? [decision.event] : [];
    },
  });
}
