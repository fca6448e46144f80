import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ledgerTopics } from '@ledger/kafka';
import { FIGURE_STREAM_PREFIX } from '@ledger/figures-domain';
import { DescribedMessages } from './described-messages.js';
import { FailingStore } from './failing-store.js';
import { describeWithKafka } from './kafka-suite.js';
import {
  figureOf,
  produce,
  readTopic,
  reportJson,
  reportMessage,
  type ReportPrint,
} from './messages.js';
import { runBridge, until, type RunningBridge } from './running-bridge.js';
import { TestLedger } from './test-ledger.js';

describeWithKafka('Reading reports from Kafka', (kafka) => {
  let store: FailingStore;
  let ledger: TestLedger;
  let prefix: string;
  let bridges: RunningBridge[];

  beforeEach(async () => {
    ledger = await TestLedger.open({ wrap: (real) => (store = new FailingStore(real)) });
    prefix = kafka.prefix();
    bridges = [];
  });

  afterEach(async () => {
    store.fault = 'none';
    for (const { stop } of bridges) await stop().catch(() => undefined);
    await ledger.close();
  });

  /** Starts a bridge that reads into a ledger, and waits until it does. */
  async function reading(into = ledger, report = into.report): Promise<RunningBridge> {
    const connection = { brokers: [kafka.broker.address] };
    const running = runBridge({ connection, prefix, report });
    bridges.push(running);
    await until(() => running.bridge.status.state === 'running', 'running');
    return running;
  }

  const reportsTopic = () => ledgerTopics(prefix).reports.name;
  const refusals = () => readTopic(kafka.broker, ledgerTopics(prefix).refused.name);
  const figures = async (of = ledger) =>
    (await of.events()).filter(({ stream }) => stream.startsWith(FIGURE_STREAM_PREFIX));

  it('takes what the AsyncAPI document describes', async () => {
    const described = new DescribedMessages(prefix);
    const prints = printsOfAllPapers(5);
    await reading();
    await produce(
      kafka.broker,
      reportsTopic(),
      prints.map((print) => reportMessage(print)),
    );
    await until(async () => (await figures()).length === prints.length, 'all recorded');
    const messages = await readTopic(kafka.broker, reportsTopic());
    expect(messages).toHaveLength(prints.length);
    for (const message of messages) {
      expect(described.faultsOf(reportsTopic(), message)).toEqual([]);
    }
    const bare = { key: null, value: '{}', headers: {} };
    const faults = described.faultsOf(reportsTopic(), bare);
    expect(faults.map(({ part }) => part)).toEqual(['payload', 'key']);
  }, 60_000);

  it('changes nothing by reports that come again or in another order', async () => {
    const prints = printsOfAllPapers(60);
    await reading();
    await produce(
      kafka.broker,
      reportsTopic(),
      prints.map((print) => reportMessage(print)),
    );
    await until(async () => (await figures()).length === prints.length, 'all recorded');
    const chains = await ledger.chains();
    await bridges.pop()?.stop();

    const other = await TestLedger.open();
    prefix = kafka.prefix();
    try {
      const muddled = [...shuffled(prints, 1), ...shuffled(prints, 2), ...shuffled(prints, 3)];
      await reading(other);
      await produce(kafka.broker, reportsTopic(), muddled.map(anywhere));
      await produce(kafka.broker, reportsTopic(), [reportMessage({ figure: 999 })]);
      await until(async () => (await figures(other)).length > prints.length, 'all recorded');
      await bridges.pop()?.stop();
      const again = new Map(await other.chains());
      expect(again.delete(`figure-${figureOf({ figure: 999 })}`)).toBe(true);
      expect(again).toEqual(chains);
      expect(await refusals()).toEqual([]);
    } finally {
      await other.close();
    }
  }, 60_000);

  it('passes on what it cannot record, with the reason, and goes on', async () => {
    await reading();
    const bad = [
      ['malformed-json', Buffer.from('{"specversion": "1.0"')],
      ['malformed-encoding', Buffer.from([0x7b, 0xff, 0x7d])],
      ['malformed-envelope', null],
      ['malformed-envelope', Buffer.from(JSON.stringify(reportJson({ figure: 1 })))],
      ['malformed-report', with_({ value: 412 })],
      ['malformed-period', with_({ period: '2018-19' })],
      ['unknown-area', with_({ area: 'atlantis' })],
      ['printed-does-not-say-value', with_({ printed: '413' })],
    ] as const;
    const values = [good(1), ...bad.map(([, value]) => value), good(2)];
    const key = Buffer.from([0x01, 0xfe]);
    await produce(
      kafka.broker,
      reportsTopic(),
      values.map((value) => ({ key, value, partition: 1 })),
    );
    await until(async () => (await figures()).length === 2, 'what is good is recorded');
    await until(async () => (await refusals()).length === bad.length, 'the rest is refused');

    const described = new DescribedMessages(prefix);
    for (const [i, refusal] of (await refusals()).entries()) {
      const { value, headers } = refusal;
      const message = JSON.parse(value ?? '');
      const [code, original] = bad[i]!;
      expect(described.faultsOf(ledgerTopics(prefix).refused.name, refusal)).toEqual([]);
      expect(message.data).toMatchObject({ code, partition: 1, offset: String(i + 1) });
      expect(headers).toMatchObject({ code, 'original-offset': String(i + 1) });
      expect(bytesOf(message.data.original)).toEqual(original);
    }
  }, 60_000);

  describe.each(['not stored', 'stored, and the answer lost'] as const)(
    'while appends are %s',
    (fault) => {
      it('holds the partition back, says so, and loses and doubles nothing', async () => {
        const running = await reading();
        store.fault = fault;
        const prints = printsOfAllPapers(50);
        await produce(
          kafka.broker,
          reportsTopic(),
          prints.map((print) => reportMessage(print)),
        );
        await until(() => running.bridge.status.state === 'waiting', 'waiting');
        expect(running.bridge.status.reason).toMatch(/event store|stored is unknown/);
        await until(() => store.failures > 60, 'it keeps trying');
        store.fault = 'none';
        await until(async () => (await figures()).length === prints.length, 'all recorded');
        await until(() => running.bridge.status.state === 'running', 'running again');
        const recorded = await figures();
        expect(recorded).toHaveLength(prints.length);
        expect(new Set(recorded.map(({ id }) => id)).size).toBe(prints.length);
        expect(await refusals()).toEqual([]);
      }, 60_000);
    },
  );

  it('ends on a mistake of the program, and the next bridge takes what it left', async () => {
    const running = await reading(ledger, async () => {
      throw new TypeError('undefined is not a function');
    });
    await produce(kafka.broker, reportsTopic(), [reportMessage({ figure: 1 })]);
    await expect(running.ended).rejects.toThrow(TypeError);
    await reading();
    await until(async () => (await figures()).length === 1, 'it is recorded');
  }, 60_000);
});

/** Four papers that print the same figures, some equal and some not. */
function printsOfAllPapers(count: number): ReportPrint[] {
  return Array.from(
    { length: count },
    (_, figure) =>
      [
        { figure, paper: 'september', value: String(figure) },
        { figure, paper: 'bulletin', value: String(figure + (figure % 2)) },
        { figure, paper: 'december', value: String(figure + (figure % 3)) },
        { figure, paper: 'march', value: String(figure) },
      ] as const,
  ).flat();
}

/** Without its key: its partition is not that of its figure. */
function anywhere(print: ReportPrint, index: number) {
  return { ...reportMessage(print), key: null, partition: index % 3 };
}

/** The same list in another order, always the same for a seed. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed;
  const keyed = items.map((item) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return { item, key: state };
  });
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

function good(figure: number): Buffer {
  return Buffer.from(reportMessage({ figure }).value);
}

/** A report in its envelope with some invalid fields. */
function with_(fields: object): Buffer {
  const message = JSON.parse(reportMessage({ figure: 3 }).value);
  return Buffer.from(JSON.stringify({ ...message, data: { ...message.data, ...fields } }));
}

function bytesOf(
  original: { content: string; encoding: BufferEncoding } | null,
): Buffer | null {
  return original === null ? null : Buffer.from(original.content, original.encoding);
}
