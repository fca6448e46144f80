import { expect, it } from '@jest/globals';
import { ledgerTopics } from '@ledger/bridge';
import { describeWithKafka } from './kafka-suite.js';
import { produce, reportMessage } from './messages.js';
import { runBridge, until } from './running-bridge.js';
import { TestLedger } from './test-ledger.js';

const N = Number(process.env['N'] ?? 100_000);

describeWithKafka('Catching up', (kafka) => {
  it('measure', async () => {
    const ledger = await TestLedger.open();
    const prefix = kafka.prefix();
    const connection = { brokers: [kafka.broker.address] };
    const warm = runBridge({ connection, prefix, report: ledger.report });
    await until(() => warm.bridge.status.state === 'running', 'running');
    await warm.stop();
    let t = performance.now();
    for (let from = 0; from < N; from += 20_000) {
      await produce(
        kafka.broker,
        ledgerTopics(prefix).reports.name,
        Array.from({ length: 20_000 }, (_, i) =>
          reportMessage({ figure: from + i }, String(from + i)),
        ),
      );
    }
    console.log(
      'produced',
      (N / (performance.now() - t)) * 1000,
      process.memoryUsage.rss() / 1e6,
    );
    t = performance.now();
    const before = await ledger.eventStore.head();
    const running = runBridge({ connection, prefix, report: ledger.report });
    await until(
      async () => {
        return (await ledger.eventStore.head()) >= before + N;
      },
      'all',
      600_000,
    );
    console.log('in', (N / (performance.now() - t)) * 1000, process.memoryUsage.rss() / 1e6);
    await running.stop();
    t = performance.now();
    let last = 0;
    let lastc = 0;
    const out = runBridge({
      connection,
      prefix,
      out: {
        eventStore: ledger.eventStore,
        checkpoints: ledger.checkpoints,
        figures: {
          currentOf: async (keys, position) => ({ position, figures: keys.map(() => null) }),
          figuresOf: ledger.figures.figuresOf,
        },
      },
      metrics: {
        reportsTaken() {},
        reportRefused() {},
        reportsLag() {},
        sent() {},
        laneReached(l, p) {
          if (l === 'kafka-events') last = p;
          else lastc = p;
        },
      },
    });
    await until(() => last >= before + N && lastc >= before + N, 'all', 600_000);
    console.log('out', (N / (performance.now() - t)) * 1000, process.memoryUsage.rss() / 1e6);
    await out.stop();
    await ledger.close();
    expect(1).toBe(1);
  }, 900_000);
});
