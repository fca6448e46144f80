import {
  defineTable,
  type Projection,
  type ProjectionStore,
  type TableOf,
} from '@ledger/projections-port';
import type { SentUpTo } from '../broker/kafka-sender.js';

/** The last known message of a lane in a partition. */
type SentRow = {
  readonly partition: number;
  /** Its offset in the partition. */
  readonly sent_offset: number;
};

/**
 * The checkpoint of a lane, which is one topic and what is sent to it in order, in the projection
 * store: a position, and rows with the offsets of Kafka at that time.
 */
export interface LaneProjection extends Projection {
  readonly sent: TableOf<SentRow>;
}

/**
 * Declares the checkpoint of a lane.
 *
 * @param name unique among lanes and projections; never changed
 */
export function laneProjection(name: string): LaneProjection {
  const sent = defineTable<SentRow>(
    `${name.replaceAll('-', '_')}_sent`,
    { partition: 'integer', sent_offset: 'integer' },
    { primaryKey: ['partition'] },
  );
  return {
    name,
    version: 1,
    tables: [sent],
    sent,
    // Its rows come from Kafka's answers and cannot be derived from events.
    project: () => undefined,
  };
}

/** Where a lane's messages ended at its checkpoint. */
export async function sentUpTo(
  store: ProjectionStore,
  lane: LaneProjection,
): Promise<readonly SentUpTo[]> {
  const snapshot = await store.snapshot(lane);
  try {
    const found: SentUpTo[] = [];
    for await (const rows of snapshot.rows(lane.sent)) {
      for (const [partition, offset] of rows) {
        found.push({ partition: Number(partition), offset: Number(offset) });
      }
    }
    return found;
  } finally {
    await snapshot.close();
  }
}
