import { placeText, type Problems } from './capture-problem.js';
import type { CapturedReport } from './seeds-plan.js';

/**
 * Reports a table cell that was captured for two figures. A cell is one figure, so one of the
 * rows has the measure, the period or the line of its neighbour.
 *
 * In prose one word may state two numbers: "both were charged and remanded".
 */
export function refuseSharedCells(
  reports: readonly CapturedReport[],
  problems: Problems,
): void {
  const taken = new Map<string, CapturedReport>();
  for (const captured of reports) {
    const { key, locator, printed } = captured.report;
    if (locator.table === undefined) continue;
    // Captions are our own words: a row copied with its neighbour's line may have its own
    // caption.
    const cell = `${locator.line} ${locator.occurrence} ${printed}`;
    const first = taken.get(cell);
    if (first === undefined) taken.set(cell, captured);
    else if (first.report.key !== key) {
      const message =
        `"${printed}" of this cell was captured for ${first.report.key} already ` +
        `(${placeText(first.place)}): a cell is one figure, so correct line or occurrence.`;
      problems.add(captured.place, 'cell-of-two-figures', message);
    }
  }
}
