import type { Check } from '../checks/check.js';
import type { PrintedFigure } from '../figures/printed-figure.js';
import type { Range } from '../numbers/range.js';

/** What is asked of a suspect: which figure, what it would have to be, and in which check. */
export interface Suspicion {
  readonly check: Check;
  readonly figure: PrintedFigure;
  readonly needed: Range;
}
