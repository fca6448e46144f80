import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ledgerTopics, type BridgeMetrics } from '@ledger/kafka';
import { FIGURE_STREAM_PREFIX } from '@ledger/figures-domain';
import { KafkaBroker } from '../kafka/kafka-broker.js';
import { describeWithKafka } from '../kafka/kafka-suite.js';
import { figureOf, produce, readTopic, reportMessage } from '../kafka/messages.js';
import { runBridge, until, type RunningBridge } from '../kafka/running-bridge.js';
import { TestLedger } from '../kafka/test-ledger.js';
import { expectVerified } from '../ledger-verified.js';

const REPORTS = 12_000;

describeWithKafka('A bridge', (kafka) => {
  let ledger: TestLedger;
  let prefix: string;
  let bridges: RunningBridge[];

  beforeEach(async () => {
    ledger = await TestLedger.open();
    prefix = kafka.prefix();
    bridges = [];
  });

  afterEach(async () => {
    for (const { stop } of bridges) await stop().catch(() => undefined);
    await ledger.close();
  });

  function bridge(options: { both?: boolean; metrics?: BridgeMetrics; at?: string } = {}) {
    const { both = false, metrics, at = kafka.broker.address } = options;
    const { eventStore, checkpoints, figures, report } = ledger;
    const running = runBridge({
      connection: { brokers: [at] },
      prefix,
      report,
      ...(both ? { out: { eventStore, checkpoints, figures } } : undefined),
      ...(metrics === undefined ? undefined : { metrics }),
    });
    bridges.push(running);
    return running;
  }

  const isRunning = ({ bridge: { status } }: RunningBridge) => status.state === 'running';
  const reportsTopic = () => ledgerTopics(prefix).reports.name;
  const refused = () => readTopic(kafka.broker, ledgerTopics(prefix).refused.name);
  const sendAll = () =>
    produce(
      kafka.broker,
      reportsTopic(),
      Array.from({ length: REPORTS }, (_, figure) => reportMessage({ figure })),
    );

  /** Ids of the events of figures, in order of position. */
  async function recorded(): Promise<readonly string[]> {
    const events = await ledger.events();
    return events
      .filter(({ stream }) => stream.startsWith(FIGURE_STREAM_PREFIX))
      .map(({ id }) => id);
  }

  /** The values in force that a consumer of the whole topic holds, by figure. */
  async function valuesInForce(): Promise<ReadonlyMap<string | null, unknown>> {
    const messages = await readTopic(kafka.broker, ledgerTopics(prefix).current.name);
    return new Map(
      messages.map(({ key, value }) => [key, JSON.parse(value ?? 'null')?.data.value ?? null]),
    );
  }

  describe('whose broker is killed in the middle of it', () => {
    it('says so, goes on when it is back, and loses and doubles nothing', async () => {
      const running = bridge({ both: true });
      await until(() => isRunning(running), 'running');
      const sending = sendAll();
      await until(async () => (await recorded()).length > REPORTS / 10, 'some are recorded');
      await kafka.broker.kill();
      expect((await recorded()).length).toBeLessThan(REPORTS);
      await until(() => running.bridge.status.state === 'waiting', 'it says that it waits');
      expect(running.bridge.status.reason).toMatch(/connect/i);
      await kafka.broker.restart();
      await sending;
      await until(async () => (await recorded()).length >= REPORTS, 'all recorded', 60_000);
      await until(() => isRunning(running), 'running again');

      const ids = await recorded();
      expect(ids).toHaveLength(REPORTS);
      expect(new Set(ids).size).toBe(REPORTS);
      const events = ledgerTopics(prefix).events.name;
      const sent = async () =>
        new Set(
          (await readTopic(kafka.broker, events)).map(({ headers }) => headers['event-id']),
        );
      const all = (await ledger.events()).map(({ id }) => id);
      await until(async () => (await sent()).size >= all.length, 'all sent');
      expect(await sent()).toEqual(new Set(all));
      await until(async () => (await valuesInForce()).size >= REPORTS, 'all values sent');
      const inForce = await valuesInForce();
      expect([...inForce.keys()].sort()).toEqual(
        Array.from({ length: REPORTS }, (_, figure) => figureOf({ figure })).sort(),
      );
      expect([...new Set(inForce.values())]).toEqual(['412']);
      expect(await refused()).toEqual([]);
      await expectVerified(ledger);
    }, 120_000);
  });

  describe('whose broker is away when it starts', () => {
    it('waits, says for what, and begins when it comes', async () => {
      const late = await KafkaBroker.prepare();
      try {
        const running = bridge({ both: true, at: late.address });
        await until(() => running.bridge.status.state === 'waiting', 'waiting');
        expect(running.bridge.status.reason).toMatch(/connect/i);
        expect(running.bridge.status.parts['topics']?.state).toBe('waiting');
        await late.restart();
        await until(() => isRunning(running), 'running');
        await produce(late, reportsTopic(), [reportMessage({ figure: 1 })]);
        await until(async () => (await recorded()).length === 1, 'it is recorded');
        await expectVerified(ledger);
      } finally {
        await bridges.pop()?.stop();
        await late.stop();
      }
    }, 60_000);
  });

  describe('that shares its work with another', () => {
    it('takes over what the other leaves; nothing is lost or doubled', async () => {
      const counts = [0, 0];
      const counting = (index: 0 | 1): BridgeMetrics => ({
        reportsTaken: (_, count) => void (counts[index]! += count),
        reportRefused: () => undefined,
        batchUnreadable: () => undefined,
        partitionHeld: () => undefined,
        reportsLag: () => undefined,
        sent: () => undefined,
        laneReached: () => undefined,
        laneLeft: () => undefined,
      });
      const staying = bridge({ metrics: counting(0) });
      await until(() => isRunning(staying), 'the one runs');
      const leaving = bridge({ metrics: counting(1) });
      await until(() => isRunning(leaving), 'the other runs');
      const sending = sendAll();
      await until(() => counts[0]! > 0 && counts[1]! > 0, 'both work', 60_000);
      await leaving.stop();
      const left = counts[1]!;
      expect(left).toBeLessThan(REPORTS);
      await sending;
      await until(async () => (await recorded()).length >= REPORTS, 'all recorded', 60_000);
      const ids = await recorded();
      expect(ids).toHaveLength(REPORTS);
      expect(new Set(ids).size).toBe(REPORTS);
      expect(counts[1]).toBe(left);
      expect(await refused()).toEqual([]);
      await expectVerified(ledger);
    }, 120_000);
  });
});
