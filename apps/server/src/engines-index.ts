import type { ForeignEvent } from '@ledger/event-store-kurrentdb';
import type { Engines, SharedEngines } from './engines.js';
import type { KafkaSettings } from './engine-settings.js';
import type { DeployedSettings } from './settings.js';

export { openEmbedded } from './embedded-engines.js';
export type { ForeignEvent } from '@ledger/event-store-kurrentdb';
export type { Engines, SharedEngines } from './engines.js';
export * from './ledger-place.js';
export type { DeployedSettings, EmbeddedSettings } from './settings.js';

/**
 * Opens record and views on servers; those are met at the first question.
 *
 * @param onForeign receives, once, each event in the record's streams the ledger did not write
 * @throws {MalformedConnection} the client cannot read the record's address
 */
export async function openServers(
  place: DeployedSettings,
  onForeign: (event: ForeignEvent) => void = () => undefined,
): Promise<SharedEngines> {
  // Only here: who keeps files needs none of the clients of servers.
  const { openDeployed } = await import('./deployed-engines.js');
  return openDeployed({ ...place, onForeign });
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
