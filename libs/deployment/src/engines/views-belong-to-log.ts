import { Views } from '@ledger/figures-read-models';
import { doublingBackOff, pause, ViewsUnavailable } from '@ledger/projections-port';
import type { INestApplicationContext } from '@nestjs/common';

/**
 * Waits for the database of the views and looks at what is there, once.
 *
 * @throws {ViewsShapeUnknown} something else stands where the views should be
 */
export async function assertViewsBelongToLog(
  ledger: INestApplicationContext,
  signal: AbortSignal,
): Promise<void> {
  const views = ledger.get(Views, { strict: false });
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      await views.health();
      return;
    } catch (error) {
      if (!(error instanceof ViewsUnavailable)) throw error;
      await pause(doublingBackOff(failures), signal);
    }
  }
}
