import {
  defineTable,
  type Projection,
  type ProjectionStore,
  type TableOf,
} from '@ledger/projections-port';
import type { SentUpTo } from '../broker/kafka-sender.js';

/** The last message that a lane knows to stand in a partition. */
type SentRow = {
  readonly partition: number;
  /** Its offset in the partition. */
  readonly sent_offset: number;
};

/** A lane as the projection store keeps it: a checkpoint, and rows that were true of Kafka then. */
export interface LaneProjection extends Projection {
  readonly sent: TableOf<SentRow>;
}

/**
 * Declares where a lane keeps how far it has come.
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
    // What its rows say was learnt from Kafka's answers and can be read from no event.
    project: () => undefined,
  };
}

/** Where a lane's messages ended when its checkpoint was made. */
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
