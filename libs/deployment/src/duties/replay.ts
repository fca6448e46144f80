import type { Engines } from '../engines/engines.js';
import type { KafkaSettings } from '../settings/engine-settings.js';

/** As `replayFrom` of `replay-from.ts`, which brings the client of Kafka with it. */
export async function replay(
  position: number,
  engines: Engines,
  kafka: KafkaSettings,
): Promise<void> {
  const { replayFrom } = await import('./replay-from.js');
  await replayFrom(position, engines, kafka);
}
