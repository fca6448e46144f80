import type { FigureIndex } from '../figures/figure-index.js';
import type { Claim } from './check.js';

/** A rule: what it claims about the figures. It gets a new version when its claims change. */
export interface Rule {
  readonly name: string;
  readonly version: number;
  /** What it checks, as a title. */
  readonly title: string;
  readonly claims: (index: FigureIndex) => Iterable<Claim>;
}
