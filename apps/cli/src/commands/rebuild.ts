import { rebuildViews } from '@ledger/figures-read-models';
import { openStores, type LedgerStores } from '../ledger-stores.js';
import { progressOn, say, sayJson, type Progress } from '../terminal.js';
import { underLease } from '../under-lease.js';
import type { CommandContext, ExitStatus } from './command.js';

/**
 * Builds all views anew from the record, beside the old ones, and switches to them. Where
 * projectors share the views, it does so in the place of the one that works.
 */
export async function rebuildCommand(context: CommandContext): Promise<ExitStatus> {
  const { terminal, json, place } = context;
  const stores = await openStores(place());
  const progress = progressOn(terminal, 'rebuilding views');
  const started = performance.now();
  try {
    const position = await rebuild(stores, progress);
    progress.end();
    const seconds = (performance.now() - started) / 1000;
    if (json) sayJson(terminal, { position, seconds });
    else say(terminal, `views rebuilt to position ${position} in ${seconds.toFixed(1)} s`);
    return 0;
  } finally {
    progress.end();
    await stores.close();
  }
}

async function rebuild(stores: LedgerStores, progress: Progress): Promise<number> {
  const { eventStore, lease } = stores;
  const store = stores.openViews();
  const build = (stillHeld: () => void): Promise<number> =>
    rebuildViews({
      eventStore,
      store,
      onProgress: (done, total) => {
        stillHeld();
        progress.at(done, total, 'events');
      },
    });
  try {
    return await (lease === undefined ? build(() => undefined) : underLease(lease, build));
  } finally {
    await store.close();
  }
}
