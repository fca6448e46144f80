import { Views } from '@ledger/figures-read-models';
import { ViewsUnavailable } from '@ledger/projections-port';
import type { INestApplicationContext } from '@nestjs/common';
import { doublingBackOff, retryUntilAborted } from '@ledger/kernel';

/**
 * Waits for the database of the views and checks its shape once. Which log views were built
 * from is checked where they are continued.
 *
 * @throws {ViewsShapeUnknown} the database holds something else than views of this version
 */
export async function assertViewsShapeKnown(
  ledger: INestApplicationContext,
  signal: AbortSignal,
): Promise<void> {
  const views = ledger.get(Views, { strict: false });
  const isOutage = (error: unknown): boolean => error instanceof ViewsUnavailable;
  const retry = { signal, backOff: doublingBackOff, isOutage };
  await retryUntilAborted(retry, () => views.health());
}
