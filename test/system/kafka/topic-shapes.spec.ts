import { expect, it } from '@jest/globals';
import { ledgerTopics, TopicShapeUnknown, type LedgerTopics } from '@ledger/kafka';
import type { ITopicConfig } from 'kafkajs';
import { describeWithKafka, type SharedKafka } from './kafka-suite.js';
import { asAdmin } from './messages.js';
import { runBridge, until } from './running-bridge.js';

describeWithKafka('Topics', (kafka) => {
  it('are made in their shapes where there are none', async () => {
    const prefix = kafka.prefix();
    const running = startBridge(kafka, prefix);
    await until(() => running.bridge.status.state === 'stopped', 'it has ended');
    const { reports, refused, events, current } = ledgerTopics(prefix);
    for (const { name } of [reports, refused, events]) {
      const common = { 'cleanup.policy': 'delete', 'retention.ms': '-1', partitions: 3 };
      expect(await shapeOf(kafka, name)).toMatchObject(common);
    }
    expect(await shapeOf(kafka, current.name)).toMatchObject({
      ...{ 'cleanup.policy': 'compact', partitions: 3 },
    });
    await startBridge(kafka, prefix).ended;
  }, 60_000);

  it('may have more partitions than are needed', async () => {
    const prefix = kafka.prefix();
    const topic = ledgerTopics(prefix).reports.name;
    await make(kafka, { topic, numPartitions: 5 });
    await startBridge(kafka, prefix).ended;
    expect(await shapeOf(kafka, topic)).toMatchObject({ partitions: 5 });
  }, 60_000);

  it.each<[string, keyof LedgerTopics, Partial<ITopicConfig>, RegExp]>([
    ['with fewer partitions', 'reports', { numPartitions: 2 }, /2 partitions.*at least 3/],
    ['that forget reports', 'reports', setting('cleanup.policy', 'compact'), /policy compact/],
    ['that forget no values', 'current', {}, /policy delete.*needs compact/],
    [
      'too small for an event',
      'events',
      setting('max.message.bytes', '100000'),
      /max.message.bytes 100000/,
    ],
  ])(
    '%s are refused and left as they are',
    async (_, which, shape, found) => {
      const prefix = kafka.prefix();
      const topic = ledgerTopics(prefix)[which].name;
      await make(kafka, { topic, numPartitions: 3, ...shape });
      const before = await shapeOf(kafka, topic);
      const running = startBridge(kafka, prefix);
      const refusal = await running.ended.catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(TopicShapeUnknown);
      expect(refusal).toMatchObject({ code: 'topic-shape-unknown', topic });
      expect((refusal as Error).message).toMatch(found);
      expect(running.bridge.status).toMatchObject({ state: 'refused' });
      expect(await shapeOf(kafka, topic)).toEqual(before);
    },
    60_000,
  );
});

/** A bridge with nothing to send or read: it checks the topics and ends. */
function startBridge(kafka: SharedKafka, prefix: string) {
  return runBridge({ connection: { brokers: [kafka.broker.address] }, prefix });
}

function setting(name: string, value: string): Partial<ITopicConfig> {
  return { configEntries: [{ name, value }] };
}

async function make({ broker }: SharedKafka, topic: ITopicConfig): Promise<void> {
  await asAdmin(broker, (admin) => admin.createTopics({ topics: [topic] }));
}

async function shapeOf({ broker }: SharedKafka, name: string): Promise<object> {
  const { topics, resources } = await asAdmin(broker, async (admin) => ({
    ...(await admin.fetchTopicMetadata({ topics: [name] })),
    ...(await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: TOPIC, name }],
    })),
  }));
  const settings = resources[0]?.configEntries.map((one) => [one.configName, one.configValue]);
  return { partitions: topics[0]?.partitions.length, ...Object.fromEntries(settings ?? []) };
}

/** Kafka's name of a topic among configurable resources. */
const TOPIC = 2;
