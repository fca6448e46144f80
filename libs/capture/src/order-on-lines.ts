import type { CapturedReport } from './seeds-plan.js';

/**
 * Numbers the figures that share a line of the document by their order on it: sheets list them
 * in page order, row by row and from left to right. A figure alone on its line gets no number.
 *
 * @param reports those of one publication, in order of sheets, then of rows
 */
export function orderedOnLines(reports: readonly CapturedReport[]): readonly CapturedReport[] {
  const byLine = Map.groupBy(reports, ({ report }) => report.locator.line);
  const orders = new Map<CapturedReport, number>();
  for (const [line, cells] of byLine) {
    if (line === undefined || cells.length === 1) continue;
    for (const [i, captured] of cells.entries()) orders.set(captured, i + 1);
  }
  return reports.map((captured) => {
    const order = orders.get(captured);
    if (order === undefined) return captured;
    const { place, report } = captured;
    return { place, report: { ...report, locator: { ...report.locator, order } } };
  });
}
