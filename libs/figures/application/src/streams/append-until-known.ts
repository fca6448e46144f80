import { setTimeout as sleep } from 'node:timers/promises';
import {
  AppendOutcomeUnknown,
  RevisionConflict,
  StoreUnavailable,
} from '@ledger/event-store-port';

/** An append whose answer was lost is repeated at once, then after these pauses. */
const REPEAT_PAUSES_MS = [0, 50, 200, 800];

/**
 * Repeats an append until its outcome is known.
 *
 * @param append the same append on every call
 * @returns undefined if somebody else wrote first, even the very same
 * @throws {AppendOutcomeUnknown} it may be stored or not
 * @throws {StoreUnavailable} nothing was written
 */
export async function appendUntilKnown<Answer extends { readonly repeated: boolean }>(
  append: () => Promise<Answer>,
): Promise<Answer | undefined> {
  let unknown: AppendOutcomeUnknown | undefined;
  for (let repeats = 0; ; repeats += 1) {
    try {
      const appended = await append();
      // Not a retry of this call's own append: somebody else appended the very same before.
      if (appended.repeated && unknown === undefined) return undefined;
      return appended;
    } catch (error) {
      if (error instanceof RevisionConflict) return undefined;
      if (error instanceof AppendOutcomeUnknown) unknown = error;
      // Once an answer was lost, "nothing was written" is true of the retry alone.
      else if (unknown === undefined || !(error instanceof StoreUnavailable)) throw error;
      const pauseMs = REPEAT_PAUSES_MS[repeats];
      if (pauseMs === undefined) throw unknown;
      if (pauseMs > 0) await sleep(pauseMs);
    }
  }
}
