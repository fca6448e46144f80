import { gapsOf } from '@ledger/integrity';
import { rebuildViews } from '@ledger/figures-read-models';
import { LedgerError } from '@ledger/kernel';
import { isDamagedViews } from '@ledger/projections-sqlite';
import { openStores, type LedgerStores } from '../context/ledger-stores.js';
import { progressOn, say, sayJson, type Progress } from '@ledger/terminal';
import { underLease } from '@ledger/deployment';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** Views of a log with gaps would show less than was recorded, as if it were all. */
class LogHasGaps extends LedgerError {
  readonly code = 'record-has-gaps';
  readonly kind = 'damage';

  constructor(readonly streams: number) {
    super(
      `Of ${streams} streams of the log something is missing: mend the log first, or ` +
        'repeat this with --despite-gaps to build the views from what is left.',
    );
  }
}

/** The options of `ledger rebuild`. */
export interface RebuildOptions {
  /** Builds views from what is left of a log with missing events. */
  readonly despiteGaps?: boolean;
}

/**
 * Rebuilds all views from the log beside the old ones, and switches to them. Where projectors
 * share the views, it first takes the lease on them.
 */
export async function rebuildCommand(
  context: CommandContext,
  { despiteGaps = false }: RebuildOptions = {},
): Promise<ExitStatus> {
  const { terminal, json, place } = context;
  const stores = await openStores(place());
  const progress = progressOn(terminal, 'rebuilding views');
  const started = performance.now();
  try {
    const gaps = await gapsOf(stores.eventStore);
    if (!json) for (const { stream, what } of gaps) say(terminal, `${stream}: ${what}`);
    if (gaps.length > 0 && !despiteGaps) {
      if (json) sayJson(terminal, { gaps });
      throw new LogHasGaps(gaps.length);
    }
    const position = await rebuildOrDiscard(context, stores, progress);
    progress.end();
    const seconds = (performance.now() - started) / 1000;
    if (json) sayJson(terminal, { position, seconds, gaps });
    else say(terminal, `views rebuilt to position ${position} in ${seconds.toFixed(1)} s`);
    return 0;
  } finally {
    progress.end();
    await stores.close();
  }
}

/** If the file of the views is broken, it is discarded and a new one is built. */
async function rebuildOrDiscard(
  { terminal, json }: CommandContext,
  stores: LedgerStores,
  progress: Progress,
): Promise<number> {
  try {
    return await rebuild(stores, progress);
  } catch (error) {
    if (stores.discardViews === undefined || !isDamagedViews(error)) throw error;
    if (!json) say(terminal, `${(error as LedgerError).message} ${DISCARDED}`);
    stores.discardViews();
    return rebuild(stores, progress);
  }
}

const DISCARDED =
  'The file is thrown away and made anew: start any server anew that has it open.';

async function rebuild(stores: LedgerStores, progress: Progress): Promise<number> {
  const { eventStore, lease } = stores;
  const store = stores.openViews();
  const views = stores.openRows();
  const build = (stillHeld: () => void): Promise<number> =>
    rebuildViews({
      eventStore,
      store,
      views,
      onProgress: (done, total) => {
        stillHeld();
        progress.at(done, total, 'events');
      },
    });
  try {
    return await (lease === undefined ? build(() => undefined) : underLease(lease, build));
  } finally {
    await views.destroy();
    await store.close();
  }
}
