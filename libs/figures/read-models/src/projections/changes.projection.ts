import type { Projection } from '@ledger/projections-port';
import { CHANGES } from './change-table.js';

/**
 * The moves of figures. A move depends on all events of its figure and on what the registries say,
 * so no single event gives its row: the rows are derived from the rows of the other views, by
 * `ChangesDerivation`, and have a checkpoint of their own.
 */
export const changesProjection: Projection = {
  name: 'changes',
  version: 1,
  tables: [CHANGES],
  project() {
    throw new TypeError('Changes are derived from views, not from events.');
  },
};
