import 'reflect-metadata';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EVENTS_LANE, ledgerTopics, type LedgerTopics } from '@ledger/kafka';
import { REPORT_TYPE } from '@ledger/contract';
import { NO_STREAM } from '@ledger/event-store-port';
import { Kafka, logLevel, Partitioners, type Message, type Producer } from 'kafkajs';
import { BridgedLedger } from './bridged-ledger.js';
import { madeEvent, madeReportLine } from './made-data.js';
import { makeLedger } from './made-ledger.js';
import { perSecond, type Measurement } from './measuring.js';

const SENT_TOGETHER = 1_000;
/** Messages sent one at a time, to measure the latency of each. */
const SINGLES = 500;
const SINGLE_EVERY_MS = 10;

/**
 * Reports from Kafka until they are durable, and durable events until they are stored in Kafka:
 * the throughput with a backlog, and the latency of a single message.
 *
 * Skipped unless `KAFKA_BROKERS` names a cluster; leaves no topics behind.
 *
 * @param messages of the backlog
 */
export async function benchKafka(folder: string, messages: number): Promise<Measurement[]> {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',').filter((one) => one !== '');
  if (brokers.length === 0) return [SKIPPED];
  const prefix = `bench-${process.pid}-${Date.now()}.`;
  const kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING });
  await makeLedger(join(folder, 'kafka'), 0);
  const ledger = await BridgedLedger.open(join(folder, 'kafka'), { brokers, prefix });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  try {
    await producer.connect();
    const into = await reportsIn(ledger, producer, ledgerTopics(prefix), messages);
    return [...into, ...(await eventsOut(ledger, messages))];
  } finally {
    await producer.disconnect();
    await ledger.close();
    await deleteTopics(kafka, ledgerTopics(prefix));
  }
}

const SKIPPED: Measurement = {
  name: 'Kafka in and out: skipped, KAFKA_BROKERS names no cluster',
  value: 0,
  unit: 'messages/s',
  note: 'Set KAFKA_BROKERS=host:port; test/system/kafka/kafka-broker.ts starts a broker.',
};

async function reportsIn(
  ledger: BridgedLedger,
  producer: Producer,
  { reports }: LedgerTopics,
  messages: number,
): Promise<Measurement[]> {
  await ledger.bridge({ into: false, out: false }).ended;
  for (let from = 0; from < messages; from += SENT_TOGETHER) {
    const numbers = Array.from({ length: SENT_TOGETHER }, (_, i) => from + i);
    await producer.send({ topic: reports.name, messages: numbers.map(reportMessage) });
  }
  const head = await ledger.eventStore.head();
  const bridge = ledger.bridge({ into: true, out: false });
  const rate = await perSecond(messages, () => ledger.reached(head + messages));
  const times: number[] = [];
  for (let i = 0; i < SINGLES; i += 1) {
    const sentAt = performance.now();
    const message = reportMessage(messages + i);
    await producer.send({ topic: reports.name, messages: [message] });
    await ledger.reached(head + messages + i + 1);
    times.push(performance.now() - sentAt);
    await sleep(SINGLE_EVERY_MS);
  }
  await bridge.stop();
  return [
    { name: `Kafka in to durable, ${messages} waiting`, value: rate, unit: 'messages/s' },
    { name: 'Kafka in to durable, one by itself, p99', value: p99Of(times), unit: 'ms' },
  ];
}

async function eventsOut(ledger: BridgedLedger, messages: number): Promise<Measurement[]> {
  const head = await ledger.eventStore.head();
  const bridge = ledger.bridge({ into: false, out: true });
  const rate = await perSecond(head, () => ledger.sent(head));
  const times: number[] = [];
  for (let i = 0; i < SINGLES; i += 1) {
    const { stream, event } = madeEvent(messages + SINGLES + i);
    const { position } = await ledger.eventStore.append(stream, NO_STREAM, [event]);
    const durableAt = performance.now();
    await ledger.sent(position, EVENTS_LANE);
    times.push(performance.now() - durableAt);
    await sleep(SINGLE_EVERY_MS);
  }
  await bridge.stop();
  return [
    {
      name: `durable to Kafka out, ${head} waiting, with values in force`,
      value: rate,
      unit: 'events/s',
    },
    { name: 'durable to Kafka out, one by itself, p99', value: p99Of(times), unit: 'ms' },
  ];
}

function reportMessage(number: number): Message {
  const data = JSON.parse(madeReportLine(number)) as Record<string, string>;
  const { measure, area, period } = data;
  const envelope = { specversion: '1.0', id: `${number}`, source: '/bench', type: REPORT_TYPE };
  return { key: `${measure}/${area}/${period}`, value: JSON.stringify({ ...envelope, data }) };
}

function p99Of(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
}

async function deleteTopics(kafka: Kafka, topics: LedgerTopics): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const { reports, refused, events, current } = topics;
  const names = [reports, refused, events, current].map(({ name }) => name);
  await admin.deleteTopics({ topics: names });
  await admin.disconnect();
}
