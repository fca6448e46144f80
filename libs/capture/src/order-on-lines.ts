import type { CapturedReport } from './seeds-plan.js';

/**
 * Says of figures that share a line of the document which of its cells each is: sheets have them in
 * the order of the page, row by row and on a row from left to right. A line of one figure says
 * nothing.
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
