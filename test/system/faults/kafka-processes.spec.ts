import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ledgerTopics } from '@ledger/kafka';
import { dropSchema, postgresUrl, uniqueSchema } from '../../postgres.js';
import { describeWithKafka } from '../kafka/kafka-suite.js';
import { figureOf, produce, readTopic, reportMessage } from '../kafka/messages.js';
import { expectSharedVerified } from '../ledger-verified.js';
import { RoleProcess, until } from '../role-process.js';
import { SharedLog } from '../shared-engines.js';
import { registerExamples } from './example-registries.js';

describeWithKafka('Kafka, to a ledger of processes', (kafka) => {
  const schema = uniqueSchema();
  let record: SharedLog;
  let database: string;
  let prefix: string;
  /** Serves, maintains the views, and bridges. */
  let all: RoleProcess;
  let bridge: RoleProcess;

  beforeEach(async () => {
    [record, database] = await Promise.all([SharedLog.startDouble(), postgresUrl()]);
    prefix = kafka.prefix();
    await kafka.broker.kill();
    const settings = {
      ...record.settings(database, schema),
      KAFKA_BROKERS: kafka.broker.address,
      KAFKA_PREFIX: prefix,
    };
    all = await RoleProcess.start('all', settings);
    bridge = await RoleProcess.start('bridge', settings);
  }, 90_000);

  afterEach(async () => {
    await Promise.all([all, bridge].map((one) => one?.kill()));
    await record?.stop();
    if (database !== undefined) await dropSchema(database, schema);
  }, 30_000);

  const report = (figure: number) =>
    produce(kafka.broker, ledgerTopics(prefix).reports.name, [reportMessage({ figure })]);

  /** True once the figure from the message is served over HTTP. */
  async function isServed(figure: number): Promise<boolean> {
    return (await all.call(`/figures/${encodeURIComponent(figureOf({ figure }))}`)).ok;
  }

  const waitsForBroker = (one: RoleProcess) =>
    one.until(({ status, detail }) => status === 503 && detail.includes('bridge: '));

  it('may come after them and go later: HTTP goes on, and all is carried in the end', async () => {
    await Promise.all([all, bridge].map(waitsForBroker));
    await registerExamples(all);

    await kafka.broker.restart();
    await Promise.all([all, bridge].map((one) => one.ready(90_000)));
    await report(1);
    await until(() => isServed(1), 'the first is recorded and served');

    await kafka.broker.kill();
    await Promise.all([all, bridge].map(waitsForBroker));
    const meanwhile = { id: 'meanwhile', title: 'Area meanwhile', kind: 'test' };
    expect((await all.call('/areas', meanwhile)).status).toBe(201);
    await until(
      async () => (await (await all.call('/areas')).text()).includes('Area meanwhile'),
      'reads go on',
    );
    expect((await fetch(`${bridge.url}/health/live`)).status).toBe(200);

    await kafka.broker.restart();
    await Promise.all([all, bridge].map((one) => one.ready(90_000)));
    await report(2);
    await until(() => isServed(2), 'the second is recorded and served');
    await until(async () => (await sent()).size >= (await recorded()).length, 'all is sent');
    expect(await sent()).toEqual(new Set(await recorded()));
    await expectSharedVerified(record, database, schema);
  }, 240_000);

  /** Ids of all events in the log. */
  async function recorded(): Promise<readonly string[]> {
    const store = record.open();
    try {
      return (await store.readAll(0, 1_000)).map(({ id }) => id);
    } finally {
      await store.close();
    }
  }

  /** Ids of the events in the topic. */
  async function sent(): Promise<ReadonlySet<string>> {
    const messages = await readTopic(kafka.broker, ledgerTopics(prefix).events.name);
    return new Set(messages.map(({ headers }) => headers['event-id'] ?? ''));
  }
});
