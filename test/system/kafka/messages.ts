import { REPORT_TYPE } from '@ledger/contract';
import { papers, type Paper } from '@ledger/figures-domain/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Kafka,
  logLevel,
  Partitioners,
  type Admin,
  type Consumer,
  type IHeaders,
  type KafkaJSError,
} from 'kafkajs';
import type { KafkaBroker } from './kafka-broker.js';

/** The varying fields of a report; the rest is an example. */
export interface ReportPrint {
  /** Which figure, from 0. */
  readonly figure: number;
  readonly paper?: Paper;
  readonly value?: string;
  readonly line?: number;
}

/** A report as upstream systems write it. */
export function reportJson({
  figure,
  paper = 'september',
  value = '412',
  line = 25,
}: ReportPrint) {
  return {
    publication: papers[paper].id,
    measure: 'recorded-crime.all',
    area: 'kent',
    period: '2024-05',
    breakdown: { beat: `b${figure}` },
    value,
    printed: value,
    unit: 'offences',
    locator: { table: 'All crime', line },
  };
}

/** The message key that upstream systems use. */
export function figureOf({ figure }: ReportPrint): string {
  return `recorded-crime.all/kent/2024-05/beat=b${figure}`;
}

/** A report in its envelope, as a message. */
export function reportMessage(print: ReportPrint, id = JSON.stringify(print)) {
  const envelope = {
    specversion: '1.0',
    id: Buffer.from(id).toString('base64url'),
    source: '/test',
    type: REPORT_TYPE,
    data: reportJson(print),
  };
  return { key: figureOf(print), value: JSON.stringify(envelope) };
}

/** A message as it was read back. */
export interface ReadMessage {
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** A plain client, as an upstream or a consumer would have one. */
export function plainKafka(broker: KafkaBroker): Kafka {
  return new Kafka({
    brokers: [broker.address],
    logLevel: logLevel.NOTHING,
    retry: { retries: 30, initialRetryTime: 100, maxRetryTime: 1_000 },
  });
}

/** Sends messages in order, in as many requests as needed. */
export async function produce(
  broker: KafkaBroker,
  topic: string,
  messages: readonly {
    key: string | Buffer | null;
    value: string | Buffer | null;
    partition?: number;
  }[],
): Promise<void> {
  const producer = plainKafka(broker).producer({
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  for (let from = 0; from < messages.length; from += 1_000) {
    await producer.send({ topic, messages: messages.slice(from, from + 1_000) });
  }
  await producer.disconnect();
}

const LEADERS_WITHIN_MS = 15_000;

/**
 * Calls the broker's admin API. A new topic may have no leader yet, and the client does not wait
 * for one: temporary failures are retried.
 */
export async function asAdmin<Answer>(
  broker: KafkaBroker,
  ask: (admin: Admin) => Promise<Answer>,
): Promise<Answer> {
  const admin = plainKafka(broker).admin();
  await admin.connect();
  const giveUpAt = Date.now() + LEADERS_WITHIN_MS;
  try {
    for (;;) {
      try {
        return await ask(admin);
      } catch (error) {
        const passes = (error as Partial<KafkaJSError>).retriable === true;
        if (!passes || Date.now() > giveUpAt) throw error;
        await sleep(100);
      }
    }
  } finally {
    await admin.disconnect();
  }
}

/** Everything a topic holds now, by partition in order of offset. */
export async function readTopic(
  broker: KafkaBroker,
  topic: string,
): Promise<readonly ReadMessage[]> {
  const ends = await asAdmin(broker, (admin) => admin.fetchTopicOffsets(topic));
  const missing = new Map(
    ends
      .filter(({ high, low }) => high !== low)
      .map(({ partition, high }) => [partition, Number(high)]),
  );
  if (missing.size === 0) return [];
  const kafka = plainKafka(broker);
  const consumer = kafka.consumer({ groupId: `read-${Math.random()}`, maxWaitTimeInMs: 100 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const found = await readUpTo(consumer, missing);
    return found.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
  } finally {
    await consumer.disconnect();
  }
}

/** What a consumer receives until each partition is at its end. */
async function readUpTo(
  consumer: Consumer,
  missing: Map<number, number>,
): Promise<ReadMessage[]> {
  const found: ReadMessage[] = [];
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    void consumer.run({
      eachBatch: async ({ batch }) => {
        for (const { offset, key, value, headers } of batch.messages) {
          found.push({
            partition: batch.partition,
            offset: Number(offset),
            key: key?.toString() ?? null,
            value: value?.toString() ?? null,
            headers: textsOf(headers),
          });
        }
        if (Number(batch.lastOffset()) + 1 >= (missing.get(batch.partition) ?? 0)) {
          missing.delete(batch.partition);
        }
        if (missing.size === 0) resolve();
      },
    });
  });
  return found;
}

function textsOf(headers: IHeaders | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)]),
  );
}
