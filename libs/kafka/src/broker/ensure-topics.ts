import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { TopicShapeUnknown } from './bridge-errors.js';
import type { LedgerTopics, TopicShape } from './topics.js';

/** How missing topics are created. */
export interface TopicMaking {
  /** The fewest partitions a topic may have; as many are created. */
  readonly partitionsMin: number;
  /** On how many brokers; the cluster's default if absent. */
  readonly replicationFactor?: number;
}

/** As many readers as are likely to share a topic. */
export const PARTITIONS_MIN = 6;

/**
 * Creates missing topics and checks existing ones.
 *
 * Their messages never expire: reports that wait to be read are not lost however long the ledger
 * is away, and late consumers find all events. A deployment may set a retention afterwards; it
 * is not checked.
 *
 * @throws {TopicShapeUnknown} one exists with another shape; it was left unchanged
 * @throws the Kafka client's error
 */
export async function ensureTopics(
  kafka: Kafka,
  topics: LedgerTopics,
  making: TopicMaking,
): Promise<void> {
  const shapes = Object.values(topics) as TopicShape[];
  await withAdmin(kafka, async (admin) => {
    const present = new Set(await admin.listTopics());
    const missing = shapes.filter(({ name }) => !present.has(name));
    if (missing.length > 0) {
      await admin.createTopics({ topics: missing.map((shape) => topicConfig(shape, making)) });
    }
    await checkShapes(admin, shapes, making);
  });
}

/** The offset after the last message of each partition of a topic. */
export function endsOfTopic(kafka: Kafka, topic: string): Promise<ReadonlyMap<number, number>> {
  return withAdmin(kafka, async (admin) => {
    const offsets = await admin.fetchTopicOffsets(topic);
    return new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  });
}

async function withAdmin<Answer>(
  kafka: Kafka,
  work: (admin: Admin) => Promise<Answer>,
): Promise<Answer> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

function topicConfig(shape: TopicShape, { partitionsMin, replicationFactor }: TopicMaking) {
  return {
    topic: shape.name,
    numPartitions: partitionsMin,
    replicationFactor: replicationFactor ?? AS_CLUSTER_HAS_IT,
    configEntries: [
      { name: CLEANUP, value: shape.cleanupPolicy },
      { name: BYTES, value: String(Math.max(shape.messageBytesMax, CLUSTER_BYTES)) },
      { name: 'retention.ms', value: '-1' },
    ],
  };
}

const AS_CLUSTER_HAS_IT = -1;
const CLEANUP = 'cleanup.policy';
const BYTES = 'max.message.bytes';
/** The default limit of clusters. */
const CLUSTER_BYTES = 1_048_588;

async function checkShapes(
  admin: Admin,
  shapes: readonly TopicShape[],
  { partitionsMin }: TopicMaking,
): Promise<void> {
  const names = shapes.map(({ name }) => name);
  const { topics } = await admin.fetchTopicMetadata({ topics: names });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({
      type: kafkajs.ConfigResourceTypes.TOPIC,
      name,
      configNames: [CLEANUP, BYTES],
    })),
  });
  for (const shape of shapes) {
    const found = topics.find(({ name }) => name === shape.name)?.partitions.length ?? 0;
    if (found < partitionsMin) {
      const needed = `at least ${partitionsMin}`;
      throw new TopicShapeUnknown(shape.name, `${found} partitions`, needed);
    }
    const entries = resources.find(({ resourceName }) => resourceName === shape.name);
    checkSettings(
      shape,
      new Map(entries?.configEntries.map((one) => [one.configName, one.configValue])),
    );
  }
}

function checkSettings(
  { name, cleanupPolicy, messageBytesMax }: TopicShape,
  settings: ReadonlyMap<string, string>,
): void {
  const policy = settings.get(CLEANUP);
  if (policy !== cleanupPolicy) {
    throw new TopicShapeUnknown(name, `${CLEANUP} ${policy}`, cleanupPolicy);
  }
  const bytes = Number(settings.get(BYTES));
  if (!(bytes >= messageBytesMax)) {
    throw new TopicShapeUnknown(name, `${BYTES} ${bytes}`, `at least ${messageBytesMax}`);
  }
}
