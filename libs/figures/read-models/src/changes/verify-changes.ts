import {
  differencesOf,
  START,
  type ProjectionStore,
  type VerifiedTable,
  type ViewSnapshot,
} from '@ledger/projections-port';
import type { Kysely } from 'kysely';
import { CHANGES, changesProjection, type ViewTables } from '../projections/index.js';
import { ChangesDerivation } from './changes-derivation.js';

/** Views that were derived again from the log. */
export interface DerivedAgain {
  readonly scratch: ProjectionStore;
  /** The same, for reading. */
  readonly scratchViews: Kysely<ViewTables>;
}

/**
 * Derives the changes again from views that were derived again, and compares every row with what
 * readers see.
 *
 * @param live the changes that readers see; the views derived again have passed its checkpoint
 * @throws {ViewsUnavailable}
 */
export async function verifyChanges(
  live: ViewSnapshot,
  { scratch, scratchViews }: DerivedAgain,
): Promise<VerifiedTable> {
  const { checkpoint } = live;
  const build = await scratch.begin(changesProjection);
  for await (const part of new ChangesDerivation(scratchViews).changes(START, checkpoint)) {
    await scratch.apply(build, part, START);
  }
  await scratch.finish(build);
  const derived = await scratch.snapshot(changesProjection);
  try {
    const found = await differencesOf(CHANGES, derived.rows(CHANGES), live.rows(CHANGES));
    const { name: projection } = changesProjection;
    return { projection, table: CHANGES.name, position: checkpoint.position, ...found };
  } finally {
    await derived.close();
  }
}
