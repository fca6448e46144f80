import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ledgerTopics } from '@ledger/bridge';
import { describeWithKafka } from './kafka-suite.js';
import { produce, readTopic, reportMessage, type ReportPrint } from './messages.js';
import { runBridge, until } from './running-bridge.js';
import { TestLedger } from './test-ledger.js';

describeWithKafka('Reading reports from Kafka', (kafka) => {
  let ledger: TestLedger;
  let prefix: string;

  beforeEach(async () => {
    ledger = await TestLedger.open();
    prefix = kafka.prefix();
  });

  afterEach(() => ledger.close());

  it('records each report once', async () => {
    const running = runBridge({
      connection: { brokers: [kafka.broker.address] },
      prefix,
      report: ledger.report,
    });
    await until(() => running.bridge.status.state === 'running', 'running');
    const prints: ReportPrint[] = Array.from({ length: 300 }, (_, figure) => ({ figure }));
    await produce(
      kafka.broker,
      ledgerTopics(prefix).reports.name,
      prints.map((p) => reportMessage(p)),
    );
    await until(async () => (await ledger.chains()).size === 300, 'all recorded');
    await running.stop();
    expect(await readTopic(kafka.broker, ledgerTopics(prefix).refused.name)).toEqual([]);
  }, 60_000);
});
