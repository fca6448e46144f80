import { LedgerError } from '@ledger/kernel';
import {
  openEmbedded,
  openServers,
  replay,
  type Engines,
  type LedgerPlace,
} from '@ledger/deployment';
import { existsSync } from 'node:fs';
import { NoLedgerHere } from '../context/ledger-stores.js';
import { say, sayJson } from '@ledger/terminal';
import type { CommandContext, ExitStatus } from '../context/command.js';

/** There is nothing to send to unless brokers are named. */
class NoKafkaNamed extends LedgerError {
  readonly code = 'no-kafka-named';
  readonly kind = 'refusal';

  constructor() {
    super('KAFKA_BROKERS is not set: give this command the variables that the bridge has.');
  }
}

/** Makes the bridge send everything after a position again. */
export async function replayCommand(
  { terminal, json, place }: CommandContext,
  position: number,
): Promise<ExitStatus> {
  const ledger = place();
  const { kafka } = ledger;
  if (kafka === undefined) throw new NoKafkaNamed();
  const engines = await openEngines(ledger);
  try {
    await replay(position, engines, kafka);
  } finally {
    await engines.views.destroy();
    await engines.eventStore.close();
  }
  if (json) sayJson(terminal, { position });
  else say(terminal, `the bridge sends again what stands behind position ${position}`);
  return 0;
}

async function openEngines(place: LedgerPlace): Promise<Engines> {
  if (place.kind === 'deployed') return openServers(place);
  if (!existsSync(place.eventsFile)) throw new NoLedgerHere(place.dataFolder);
  return openEmbedded(place);
}
