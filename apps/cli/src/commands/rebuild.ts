import { FIGURE_PROJECTIONS } from '@ledger/figures-read-models';
import { rebuildProjections } from '@ledger/projections-port';
import { openFiles } from '../ledger-files.js';
import { progressOn, say, sayJson } from '../terminal.js';
import type { CommandContext, ExitStatus } from './command.js';

/** Builds all views anew from the record, beside the old ones, and switches to them. */
export async function rebuildCommand(context: CommandContext): Promise<ExitStatus> {
  const { terminal, json, dataFolder } = context;
  const files = openFiles(dataFolder);
  const store = files.openViews();
  const progress = progressOn(terminal, 'rebuilding views');
  const started = performance.now();
  try {
    const position = await rebuildProjections({
      eventStore: files.eventStore,
      store,
      projections: FIGURE_PROJECTIONS,
      onProgress: (done, total) => progress.at(done, total, 'events'),
    });
    progress.end();
    const seconds = (performance.now() - started) / 1000;
    if (json) sayJson(terminal, { position, seconds });
    else say(terminal, `views rebuilt to position ${position} in ${seconds.toFixed(1)} s`);
    return 0;
  } finally {
    progress.end();
    await store.close();
    await files.close();
  }
}
