import {
  foldLocator,
  locatorText,
  printOf,
  sameFacts,
  samePrint,
  type ChainEntry,
  type Locator,
  type ReportFigure,
} from '@ledger/figures-domain';
import type { CapturedPublication, CapturedReport } from './seeds-plan.js';

/** A row that differs from what the ledger holds. */
export interface ChangedRow {
  readonly captured: CapturedReport;
  readonly entry: ChainEntry;
  /**
   * `print`: a correction replaces what was printed. `beside`: role, announcement or note
   * differ, so the capture is retracted and captured anew.
   */
  readonly differs: 'print' | 'beside';
}

/** How the folder of a publication differs from what the ledger holds of it. */
export interface CaptureDifference {
  readonly publication: string;
  /** In order of sheets, then of rows. */
  readonly added: readonly CapturedReport[];
  readonly changed: readonly ChangedRow[];
  /** What the ledger holds and no row states, in page order. */
  readonly gone: readonly ChainEntry[];
}

/**
 * Compares the sheets of a publication with what the ledger holds of it, including our
 * corrections and retractions. Rows are matched by figure and locator.
 *
 * @param standing every appearance that was not retracted, in page order
 */
export function compareCapture(
  { facts, reports }: Pick<CapturedPublication, 'facts' | 'reports'>,
  standing: readonly ChainEntry[],
): CaptureDifference {
  const byPlace = new Map(standing.map((entry) => [placeOf(entry.facts), entry]));
  const added: CapturedReport[] = [];
  const changed: ChangedRow[] = [];
  for (const captured of reports) {
    const place = placeOf(captured.report);
    const entry = byPlace.get(place);
    byPlace.delete(place);
    if (entry === undefined) added.push(captured);
    else changed.push(...changeOf(captured, entry));
  }
  return { publication: facts.id, added, changed, gone: [...byPlace.values()] };
}

/** True if folder and ledger agree. */
export function isNoDifference({ added, changed, gone }: CaptureDifference): boolean {
  return added.length + changed.length + gone.length === 0;
}

function placeOf({ key, locator }: { readonly key: string; readonly locator: Locator }) {
  return `${key}\n${locatorText(foldLocator(locator))}`;
}

function changeOf(captured: CapturedReport, entry: ChainEntry): readonly ChangedRow[] {
  const { report } = captured;
  if (!sameFacts(besideOf(entry.facts), besideOf(report))) {
    return [{ captured, entry, differs: 'beside' }];
  }
  if (samePrint(printOf(entry), report)) return [];
  return [{ captured, entry, differs: 'print' }];
}

function besideOf({ role, change, note }: Pick<ReportFigure, 'role' | 'change' | 'note'>) {
  return { role, change, note };
}
