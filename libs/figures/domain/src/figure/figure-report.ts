import type { PrintSaid } from '../printed/read-print.js';
import type { Locator, Role } from './appearance.js';
import type { Announcement } from './figure-events.js';
import type { FigureIdentity, FigureKey } from './figure-key.js';
import type { ReportedPrint } from './report-print.js';

/**
 * "Publication P prints figure F as V at L." A report without a value leaves it to the ledger to
 * read it from the printed text.
 */
export interface ReportFigure extends ReportedPrint {
  readonly key: FigureKey;
  readonly figure: FigureIdentity;
  readonly publication: string;
  readonly role: Role;
  readonly locator: Locator;
  readonly change?: Announcement;
  readonly note?: string;
}

/** A report of which everything is known. */
export type CompleteReport = ReportFigure & PrintSaid;
