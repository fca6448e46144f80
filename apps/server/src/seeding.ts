import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandBus } from '@nestjs/cqrs';
import { problemText, readSeeds, type CaptureProblem } from '@ledger/capture';
import type { EventStore } from '@ledger/event-store-port';
import type { Views } from '@ledger/figures-read-models';
import { loadPlan, type LoadProgress, type LoadSummary } from '@ledger/intake';
import { derivedId, LedgerError } from '@ledger/kernel';

/** The seeds hold something no ledger can take; nothing of them was loaded. */
export class SeedsNotSound extends LedgerError {
  readonly code = 'seeds-not-sound';

  constructor(
    readonly folder: string,
    readonly problems: readonly CaptureProblem[],
  ) {
    const shown = problems.slice(0, PROBLEMS_SHOWN_MAX).map(problemText);
    super(
      `${folder} has ${problems.length} problems and was not loaded:\n${shown.join('\n')}\n` +
        'Mend them, or set LEDGER_SEEDS to another folder.',
    );
  }
}

const PROBLEMS_SHOWN_MAX = 20;

/** Stands in the data folder until all seeds can be read, so that half a load is gone on with. */
const UNFINISHED = 'seeds-unfinished';

/** How long the views may take to show what was loaded last. */
const VIEWS_WAIT_MS = 60_000;

/** What seeding works with. */
export interface SeedingOptions {
  readonly eventStore: EventStore;
  readonly commands: CommandBus;
  readonly views: Pick<Views, 'waitFor'>;
  readonly dataFolder: string;
  readonly seedsFolder: string;
  readonly onProgress: (progress: LoadProgress) => void;
}

/**
 * Loads the seeds into a ledger that is empty, or whose first load was interrupted. It is done
 * when the views show all that was loaded, the last seal included.
 *
 * @returns nothing if there was nothing to do
 * @throws {SeedsNotSound}
 * @throws {StoreUnavailable | ViewsBehind | ViewsUnavailable} start again: the load goes on where
 *   it stopped
 */
export async function seed(options: SeedingOptions): Promise<LoadSummary | undefined> {
  const { eventStore, commands, views, dataFolder, seedsFolder, onProgress } = options;
  const unfinished = join(dataFolder, UNFINISHED);
  const isWanted = (await eventStore.head()) === 0 || existsSync(unfinished);
  if (!isWanted || !existsSync(seedsFolder)) return undefined;
  const { plan, problems } = await readSeeds(seedsFolder);
  if (problems.length > 0) throw new SeedsNotSound(seedsFolder, problems);
  await writeFile(unfinished, '');
  const correlationId = derivedId(`seeds\n${seedsFolder}`);
  const origin = { actor: 'seeds', correlationId, causationId: correlationId };
  const summary = await loadPlan(plan, { commands, origin, onProgress });
  // Before this, whoever asked next could be shown a publication as if it were still open.
  await views.waitFor(summary.position, VIEWS_WAIT_MS);
  await rm(unfinished);
  return summary;
}
