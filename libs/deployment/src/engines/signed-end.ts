import type { EventStore } from '@ledger/event-store-port';
import { LogStoreUnavailable } from '@ledger/log-store-port';
import { LogForked, LogNotOurs, LogWriter } from '@ledger/transparency-log';
import type { LogWatermark } from './log-watermark.js';
import type { OpenLog } from './open-log.js';

/**
 * Compares the end of the event log with what was signed of it, and refuses writes if they
 * differ. A transparency log that cannot be read is left for its duty to report.
 *
 * @param onFault receives the difference
 */
export async function compareWithLog(
  mark: LogWatermark,
  parts: { readonly eventStore: EventStore; readonly log: OpenLog },
  onFault: (fault: string) => void = () => undefined,
): Promise<void> {
  try {
    await LogWriter.open({ ...parts.log, eventStore: parts.eventStore });
  } catch (error) {
    if (error instanceof LogForked || error instanceof LogNotOurs) {
      mark.refuse(error.message);
      onFault(error.message);
    } else if (!(error instanceof LogStoreUnavailable)) throw error;
  }
}
