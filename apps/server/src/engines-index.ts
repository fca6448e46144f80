import type { Engines, SharedEngines } from './engines.js';
import type { KafkaSettings } from './engine-settings.js';
import type { DeployedSettings } from './settings.js';

export { openEmbedded } from './embedded-engines.js';
export type { Engines, SharedEngines } from './engines.js';
export * from './ledger-place.js';
export type { DeployedSettings, EmbeddedSettings } from './settings.js';

/**
 * Opens record and views on servers; those are met at the first question.
 *
 * @throws {MalformedConnection} the client cannot read the record's address
 */
export async function openServers(place: DeployedSettings): Promise<SharedEngines> {
  // Only here: who keeps files needs none of the clients of servers.
  const { openDeployed } = await import('./deployed-engines.js');
  return openDeployed(place);
}

/** As `replayFrom` of `replay.ts`, which brings the client of Kafka with it. */
export async function replay(
  position: number,
  engines: Engines,
  kafka: KafkaSettings,
): Promise<void> {
  const { replayFrom } = await import('./replay.js');
  await replayFrom(position, engines, kafka);
}
