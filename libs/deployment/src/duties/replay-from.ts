import { KafkaBridge } from '@ledger/kafka';
import { PositionBeyondLog } from '@ledger/figures-application';
import { viewReadersOf } from '@ledger/figures-read-models';
import { machineNow } from '@ledger/kernel';
import type { Engines } from '../engines/engines.js';
import type { KafkaSettings } from '../settings/engine-settings.js';
import { connectionOf } from '../engines/kafka-connection.js';
import { ViewedFigures } from './viewed-figures.js';

/**
 * Lets the bridge send everything behind a position again, to both topics that go out. The one
 * that runs does so from its next event on, one that starts does so at once; Kafka itself is not
 * asked for anything here.
 *
 * @throws {PositionBeyondLog}
 * @throws {StoreUnavailable | ViewsUnavailable | BuildMoved} call it again: what was moved is
 *   moved once more
 */
export async function replayFrom(
  position: number,
  engines: Engines,
  kafka: KafkaSettings,
): Promise<void> {
  const { eventStore, views } = engines;
  const head = await eventStore.head();
  if (position > head) throw new PositionBeyondLog(position, head);
  const checkpoints = engines.openCheckpoints();
  const readers = viewReadersOf({ views, now: machineNow });
  const figures = new ViewedFigures(readers.reader, readers.views);
  try {
    const bridge = new KafkaBridge({
      connection: connectionOf(kafka),
      prefix: kafka.prefix,
      out: { eventStore, checkpoints, figures },
    });
    await bridge.replayFrom(position);
  } finally {
    await checkpoints.close();
  }
}
