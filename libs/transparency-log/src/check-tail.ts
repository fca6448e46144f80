import { BEGINNING, type EventStore } from '@ledger/event-store-port';
import { logEntry, positionOfEntry, TILE_WIDTH } from '@ledger/transparency';
import { LogForked } from './log-errors.js';
import type { StoredLog } from './stored-log.js';

/** The last bundle of a log, whose events are in the event log. */
export interface Tail {
  readonly entries: readonly Uint8Array[];
  /** Of the last entry. */
  readonly position: number;
}

/**
 * Compares the last entries of a log, at most 256, with the event log.
 *
 * @throws {LogForked} the event log has other events there, or none
 * @throws {TileNotUsable} the entries are missing or malformed
 * @throws {StoreUnavailable}
 */
export async function checkTail(
  log: StoredLog,
  eventStore: Pick<EventStore, 'readAll'>,
): Promise<Tail> {
  if (log.size === 0) return { entries: [], position: BEGINNING };
  const entries = await log.bundle(Math.ceil(log.size / TILE_WIDTH) - 1);
  const positions = entries.map((entry) => positionOfEntry(entry) ?? BEGINNING);
  const first = positions[0] ?? BEGINNING;
  const events = await eventStore.readAll(first - 1, entries.length);
  for (const [i, entry] of entries.entries()) {
    const event = events[i];
    const at = `Position ${positions[i]} of the event log`;
    if (event === undefined)
      throw new LogForked(`${at} holds no event, and the log has its entry`);
    if (Buffer.compare(logEntry(event), entry) === 0) continue;
    throw new LogForked(`${at} holds event ${event.id}, which is not what the log has there`);
  }
  return { entries, position: positions.at(-1) ?? BEGINNING };
}
