import type { FigureIndex } from '../figures/figure-index.js';
import type { Claim } from './check.js';

/** One rule: what it claims of the figures. It has a new version when it claims something else. */
export interface Rule {
  readonly name: string;
  readonly version: number;
  /** What it checks, as a title. */
  readonly title: string;
  readonly claims: (index: FigureIndex) => Iterable<Claim>;
}
