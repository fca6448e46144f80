import type { EventStore } from '@ledger/event-store-port';
import { sameHash, streamsRootIn } from '@ledger/transparency';
import type { ExpectedHead, LogDifference } from './compare-log.js';
import { StreamMapWriter, type StreamMapParts } from './stream-map-writer.js';

/**
 * Makes the map of streams again from the events, and compares it with what was signed. A
 * checkpoint from before there were such maps has none.
 *
 * @param parts an empty store, which is written to
 * @throws {LogForked} the event log has fewer events
 * @throws {LogStoreUnavailable | StoreUnavailable}
 */
export async function compareStreams(
  parts: StreamMapParts,
  eventStore: Pick<EventStore, 'readAll'>,
  heads: readonly ExpectedHead[],
): Promise<readonly LogDifference[]> {
  const writer = await StreamMapWriter.open(parts, eventStore, undefined);
  const differences: LogDifference[] = [];
  for (const { of, size, extension } of [...heads].sort((a, b) => a.size - b.size)) {
    const expected = streamsRootIn(extension);
    if (expected === undefined) continue;
    const place = { size, position: Number.MAX_SAFE_INTEGER };
    const root = await writer.rootAt(place, eventStore, undefined);
    if (root !== undefined && sameHash(root, expected)) continue;
    const what = `the first ${size} events do not lead to the map of streams of ${of}`;
    differences.push({ position: 0, eventId: '', stream: '', what });
  }
  return differences;
}
