import { postgresUrl } from '../postgres.ts';
import buildOnce from '../system/built.ts';
import { KafkaBroker } from '../system/kafka/kafka-broker.ts';

/** Builds the program, and starts the servers that all deployments of this project share. */
export default async function setUp() {
  buildOnce();
  const [database, broker] = await Promise.all([postgresUrl(), KafkaBroker.start()]);
  process.env['DATABASE_URL'] = database;
  process.env['LEDGER_TEST_KAFKA'] = broker.address;
  globalThis.sharedBroker = broker;
}
