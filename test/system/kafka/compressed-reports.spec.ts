import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { NO_METRICS, ledgerTopics } from '@ledger/kafka';
import { FIGURE_STREAM_PREFIX } from '@ledger/figures-domain';
import { CompressionTypes } from 'kafkajs';
import { describeWithKafka } from './kafka-suite.js';
import { plainKafka, produce, reportMessage } from './messages.js';
import { runBridge, until, type RunningBridge } from './running-bridge.js';
import { TestLedger } from './test-ledger.js';

describeWithKafka('Reading compressed reports from Kafka', (kafka) => {
  let ledger: TestLedger;
  let prefix: string;
  let bridge: RunningBridge;
  const unreadable: number[] = [];
  const lags = new Map<number, number>();

  beforeEach(async () => {
    ledger = await TestLedger.open({});
    prefix = kafka.prefix();
    unreadable.length = 0;
    bridge = reading();
    await until(() => bridge.bridge.status.state === 'running', 'running');
  });

  function reading(): RunningBridge {
    return runBridge({
      connection: { brokers: [kafka.broker.address] },
      prefix,
      report: ledger.report,
      metrics: {
        ...NO_METRICS,
        batchUnreadable: (partition) => unreadable.push(partition),
        reportsLag: (partition, waiting) => lags.set(partition, waiting),
      },
    });
  }

  afterEach(async () => {
    await bridge.stop();
    await ledger.close();
  });

  const topic = () => ledgerTopics(prefix).reports.name;
  const figures = async () =>
    (await ledger.events()).filter(({ stream }) => stream.startsWith(FIGURE_STREAM_PREFIX));

  it.each(['gzip', 'snappy', 'lz4', 'zstd'])(
    'takes what the Java producer compresses with %s',
    async (codec) => {
      const lines = Array.from({ length: 500 }, (_, figure) => reportMessage({ figure }).value);
      await kafka.broker.produceWithJava(topic(), codec, lines);
      await until(async () => (await figures()).length === 500, 'all recorded');
      expect(unreadable).toEqual([]);
    },
    60_000,
  );

  it('holds the partition of a batch nobody can read, and goes on elsewhere', async () => {
    await bridge.stop();
    const producer = plainKafka(kafka.broker).producer();
    await producer.connect();
    const messages = [1, 2, 3].map((figure) => ({
      ...reportMessage({ figure }),
      partition: 1,
    }));
    await producer.send({ topic: topic(), messages: [{ ...messages[0]! }] });
    await producer.send({
      topic: topic(),
      compression: CompressionTypes.GZIP,
      messages: messages.slice(1),
    });
    await producer.disconnect();
    await kafka.broker.damageEnd(topic(), 1);

    bridge = reading();
    await until(() => bridge.bridge.status.state === 'held', 'held');
    expect(bridge.bridge.status.reason).toContain(`${topic()}/1@1 cannot be read (gzip: `);
    await produce(kafka.broker, topic(), [{ ...reportMessage({ figure: 9 }), partition: 0 }]);
    await until(async () => (await figures()).length === 2, 'the readable ones are recorded');
    await until(() => unreadable.length > 2, 'it is tried again and counted');
    await until(() => lags.get(1) === 2, 'both messages wait, as the broker says');
    expect(bridge.bridge.status.state).toBe('held');
    expect(new Set(unreadable)).toEqual(new Set([1]));
  }, 60_000);
});
