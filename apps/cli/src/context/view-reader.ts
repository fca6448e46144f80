import { ViewReader } from '@ledger/figures-read-models';
import { machineNow } from '@ledger/kernel';
import type { CommandContext } from './command.js';
import { openStores } from './ledger-stores.js';

/**
 * Reads the views of a ledger, which nobody has to keep meanwhile.
 *
 * @throws {NoLedgerHere | StoreUnavailable | ViewsUnavailable}
 */
export async function withReader(
  { place }: Pick<CommandContext, 'place'>,
  act: (reader: ViewReader) => Promise<void>,
): Promise<void> {
  const stores = await openStores(place());
  const views = stores.openRows();
  try {
    await act(new ViewReader({ views, now: machineNow, head: () => stores.eventStore.head() }));
  } finally {
    await views.destroy();
    await stores.close();
  }
}
