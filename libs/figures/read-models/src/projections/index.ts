import type { Projection, Table } from '@ledger/projections-port';
import { changesProjection } from './changes.projection.js';
import { figuresProjection } from './figures.projection.js';
import { wordsProjection } from './words.projection.js';

export { changesProjection } from './changes.projection.js';
export { figuresProjection } from './figures.projection.js';
export * from './change-table.js';
export * from './view-tables.js';
export { searchWordsOf } from './indexed-words.js';
export { wordsProjection } from './words.projection.js';

/** The projections of the log; what is derived from their rows is {@link changesProjection}. */
export const FIGURE_PROJECTIONS: readonly Projection[] = [figuresProjection, wordsProjection];

/** The tables of all views. */
export const VIEW_TABLES: readonly Table[] = [...FIGURE_PROJECTIONS, changesProjection].flatMap(
  ({ tables }) => tables,
);
