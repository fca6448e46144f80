import type { Projection, Table } from '@ledger/projections-port';
import { figuresProjection } from './figures.projection.js';
import { wordsProjection } from './words.projection.js';

export { figuresProjection } from './figures.projection.js';
export * from './view-tables.js';
export { searchWordsOf } from './indexed-words.js';
export { wordsProjection } from './words.projection.js';

/** All projections that the queries read. */
export const FIGURE_PROJECTIONS: readonly Projection[] = [figuresProjection, wordsProjection];

/** Their tables. */
export const VIEW_TABLES: readonly Table[] = FIGURE_PROJECTIONS.flatMap(({ tables }) => tables);
