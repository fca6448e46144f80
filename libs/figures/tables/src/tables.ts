import { CHANGES } from './change-table.js';
import { FOUND_FIGURES, PRINTED_FIGURES, SERIES_POINTS } from './figure-tables.js';
import { FINDINGS } from './finding-table.js';
import type { Tabular } from './tabular.js';

/** All tables that answers can be exported as. */
export const TABLES: readonly Tabular<never>[] = [
  FOUND_FIGURES,
  PRINTED_FIGURES,
  SERIES_POINTS,
  FINDINGS,
  CHANGES,
];
