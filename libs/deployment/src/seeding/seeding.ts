import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandBus } from '@nestjs/cqrs';
import { problemText, readSeeds, type CaptureProblem } from '@ledger/capture';
import type { EventStore } from '@ledger/event-store-port';
import { whileAlone } from '@ledger/event-store-sqlite';
import type { Views } from '@ledger/figures-read-models';
import { loadPlan, type LoadProgress, type LoadSummary } from '@ledger/intake';
import { derivedId, LedgerError } from '@ledger/kernel';

/** The seeds hold something that no ledger can take; nothing of them was loaded. */
export class SeedsNotSound extends LedgerError {
  readonly code = 'seeds-not-sound';
  readonly kind = 'refusal';

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

/** The folder to fill an empty ledger from does not exist. */
export class SeedsMissing extends LedgerError {
  readonly code = 'seeds-missing';
  readonly kind = 'refusal';

  constructor(readonly folder: string) {
    super(
      `There are no seeds in ${folder}, which is not there: set LEDGER_SEEDS to their folder, or ` +
        'to none for a ledger that starts empty.',
    );
  }
}

const PROBLEMS_SHOWN_MAX = 20;

/** Present in the data folder until all seeds can be read, so that a partial load is resumed. */
const UNFINISHED = 'seeds-unfinished';

/** Held by the process that loads; others that start meanwhile wait for it. */
const LOCK = 'seeds.lock';

/** How long the views may take to show the last of what was loaded. */
const VIEWS_WAIT_MS = 60_000;

/** The dependencies of seeding. */
export interface SeedingOptions {
  readonly eventStore: EventStore;
  readonly commands: CommandBus;
  readonly views: Pick<Views, 'waitFor'>;
  readonly dataFolder: string;
  readonly seedsFolder: string;
  readonly onProgress: (progress: LoadProgress) => void;
  /** Stops waiting for another process that loads. */
  readonly signal?: AbortSignal;
}

/**
 * Loads the seeds into a ledger that is empty or whose first load was interrupted. Resolves
 * when the views show everything that was loaded, the last seal included.
 *
 * If several processes start at once on one folder, one loads and the others wait for it.
 *
 * @returns undefined if there was nothing to do
 * @throws {SeedsMissing | SeedsNotSound}
 * @throws {StoreUnavailable | ViewsBehind | ViewsUnavailable} start again: the load resumes
 *   where it stopped
 */
export async function seed(options: SeedingOptions): Promise<LoadSummary | undefined> {
  if (!(await isWanted(options))) return undefined;
  refuseMissingSeeds(options.seedsFolder);
  const lock = join(options.dataFolder, LOCK);
  return whileAlone(lock, options.signal ?? new AbortController().signal, async () =>
    (await isWanted(options)) ? load(options) : undefined,
  );
}

/**
 * Refuses a folder of seeds that is not there.
 *
 * @throws {SeedsMissing}
 */
export function refuseMissingSeeds(seedsFolder: string): void {
  if (!existsSync(seedsFolder)) throw new SeedsMissing(seedsFolder);
}

async function isWanted({ eventStore, dataFolder }: SeedingOptions): Promise<boolean> {
  return (await eventStore.head()) === 0 || existsSync(join(dataFolder, UNFINISHED));
}

async function load(options: SeedingOptions): Promise<LoadSummary> {
  const { commands, views, dataFolder, seedsFolder, onProgress } = options;
  const unfinished = join(dataFolder, UNFINISHED);
  const { plan, problems } = await readSeeds(seedsFolder);
  if (problems.length > 0) throw new SeedsNotSound(seedsFolder, problems);
  await writeFile(unfinished, '');
  const correlationId = derivedId(`seeds\n${seedsFolder}`);
  const origin = { actor: 'seeds', correlationId, causationId: correlationId };
  const summary = await loadPlan(plan, { commands, origin, onProgress, abreastMax: 1 });
  // Otherwise the next reader could see a publication as if it were still open.
  await views.waitFor(summary.position, VIEWS_WAIT_MS);
  await rm(unfinished);
  return summary;
}
