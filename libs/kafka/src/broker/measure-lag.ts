import type { Admin, Kafka } from 'kafkajs';
import { pause } from '@ledger/kernel';
import type { BridgeMetrics } from './bridge-metrics.js';
import { isKafkaError } from './outages.js';

/** What measuring depends on. */
export interface LagParts {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly topic: string;
  readonly metrics: BridgeMetrics;
}

const EVERY_MS = 5_000;

/**
 * Reports, until the signal, the lag of each partition: what the broker holds after the group's
 * committed offset, also while nothing at all is read.
 */
export async function measureLag(parts: LagParts, signal: AbortSignal): Promise<void> {
  const admin = parts.kafka.admin();
  try {
    while (!signal.aborted) {
      await measureOnce(admin, parts).catch((error: unknown) => {
        // The reader fails with the same outage, and reports it.
        if (!isKafkaError(error)) throw error;
      });
      await pause(EVERY_MS, signal);
    }
  } finally {
    await admin.disconnect();
  }
}

async function measureOnce(admin: Admin, { topic, groupId, metrics }: LagParts): Promise<void> {
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  const [committed] = await admin.fetchOffsets({ groupId, topics: [topic] });
  for (const { partition, high, low } of ends) {
    const found = committed?.partitions.find((one) => one.partition === partition);
    // Nothing committed is -1; what the broker has dropped no longer counts.
    const from = Math.max(Number(found?.offset ?? low), Number(low));
    metrics.reportsLag(partition, Math.max(0, Number(high) - from));
  }
}
