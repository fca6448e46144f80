import kafkajs, { type Admin, type Kafka } from 'kafkajs';
import { TopicShapeUnknown } from './bridge-errors.js';
import type { LedgerTopics, TopicShape } from './topics.js';

/** How topics are made that are not there. */
export interface TopicMaking {
  /** The fewest partitions a topic may have; as many are made. */
  readonly partitionsMin: number;
  /** On how many brokers; as the cluster has it set where left out. */
  readonly replicationFactor?: number;
}

/** As many as anybody is likely to read reports side by side. */
export const PARTITIONS_MIN = 6;

/**
 * Makes the topics that are missing and looks at those that are there.
 *
 * Nothing in them ever gets too old: what waits to be reported is not lost however long the
 * ledger is away, and who reads events late finds all of them. A deployment may set a retention
 * afterwards; it is not looked at.
 *
 * @throws {TopicShapeUnknown} one is there with another shape; it was left as it is
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

/** The offset behind the last message of each partition of a topic. */
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
/** What clusters take by default. */
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
