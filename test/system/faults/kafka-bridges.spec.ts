import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ledgerTopics } from '@ledger/kafka';
import { FIGURE_STREAM_PREFIX } from '@ledger/figures-domain';
import { dropSchema, postgresUrl, uniqueSchema } from '../../postgres.js';
import { expectSharedVerified } from '../ledger-verified.js';
import { RoleProcess, until } from '../role-process.js';
import { SharedLog } from '../shared-engines.js';
import { registerExamples } from './example-registries.js';
import { describeWithKafka } from '../kafka/kafka-suite.js';
import { asAdmin, produce, readTopic, reportMessage } from '../kafka/messages.js';

const REPORTS = 2_000;
const TAKEN_OVER_WITHIN_MS = 30_000;

describeWithKafka('Two bridges in processes of their own', (kafka) => {
  const schema = uniqueSchema();
  let record: SharedLog;
  let database: string;
  let prefix: string;
  /** Accepts commands and maintains the views, without a bridge. */
  let ledger: RoleProcess;
  let bridges: RoleProcess[] = [];
  /** What each had sent before both were running. */
  let sentAtFirst: readonly number[] = [];

  beforeAll(async () => {
    [record, database] = await Promise.all([SharedLog.start(), postgresUrl()]);
    prefix = kafka.prefix();
    const settings = record.settings(database, schema);
    ledger = await RoleProcess.start('all', settings);
    await ledger.ready();
    await registerExamples(ledger);
    const withKafka = {
      ...settings,
      KAFKA_BROKERS: kafka.broker.address,
      KAFKA_PREFIX: prefix,
    };
    bridges = await Promise.all([0, 1].map(() => RoleProcess.start('bridge', withKafka)));
    await Promise.all(bridges.map((one) => one.ready(90_000)));
    await until(areBothThere, 'both are in the group of what goes out');
    await settled();
    sentAtFirst = await Promise.all(bridges.map(sentBy));
  }, 150_000);

  afterAll(async () => {
    await Promise.all([ledger, ...bridges].map((one) => one?.kill()));
    await record?.stop();
    if (database !== undefined) await dropSchema(database, schema);
  }, 30_000);

  const topics = () => ledgerTopics(prefix);
  const report = (paper: 'september' | 'december') =>
    produce(
      kafka.broker,
      topics().reports.name,
      Array.from({ length: REPORTS }, (_, figure) => reportMessage({ figure, paper })),
    );

  /** Ids of all events in the log, in order. */
  async function recorded(): Promise<readonly string[]> {
    const store = record.open();
    try {
      return (await store.readAll(0, 1_000_000)).map(({ id }) => id);
    } finally {
      await store.close();
    }
  }

  /** Ids of the events in the topic, with repeats. */
  async function sent(): Promise<readonly string[]> {
    const messages = await readTopic(kafka.broker, topics().events.name);
    return messages.map(({ headers }) => headers['event-id'] ?? '');
  }

  const sentBy = (bridge: RoleProcess) => counted(bridge, 'out_messages_total');

  /** Which of them have sent anything since both were running, by their own metrics. */
  async function senders(): Promise<readonly RoleProcess[]> {
    const counts = await Promise.all(bridges.map(sentBy));
    return bridges.filter((_, i) => counts[i]! > sentAtFirst[i]!);
  }

  /** True once no pending join can move the leadership any more. */
  async function areBothThere(): Promise<boolean> {
    const { groups } = await asAdmin(kafka.broker, (admin) =>
      admin.describeGroups([`${prefix}ledger-events-out`]),
    );
    return groups[0]?.state === 'Stable' && groups[0].members.length === 2;
  }

  it('share the reports, and one of them sends: nothing is lost or doubled', async () => {
    await report('september');
    await until(async () => figuresOf(await streams()) === REPORTS, 'all recorded', 60_000);
    const ids = await settled();
    expect([...(await sent())].sort()).toEqual([...ids].sort());
    expect(await senders()).toHaveLength(1);
    const taken = await Promise.all(bridges.map((one) => counted(one, 'in_messages_total')));
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(REPORTS);
    for (const one of taken) expect(one).toBeGreaterThan(0);
    await expectSharedVerified(record, database, schema);
  }, 120_000);

  it('stand in for each other: when the sender is killed, the other goes on', async () => {
    const [sender] = await senders();
    const other = bridges.find((one) => one !== sender)!;
    const before = await sent();
    const sentByOther = await sentBy(other);
    await report('december');
    await until(async () => (await sent()).length > before.length, 'some is sent', 60_000);
    await sender!.kill();
    await until(
      async () => (await sentBy(other)) > sentByOther,
      'the other sends',
      TAKEN_OVER_WITHIN_MS,
    );
    await until(async () => figuresOf(await streams()) === 2 * REPORTS, 'all recorded', 60_000);
    const ids = await settled();
    expect(new Set(ids).size).toBe(ids.length);
    await until(async () => new Set(await sent()).size >= ids.length, 'all is sent', 60_000);
    expect(new Set(await sent())).toEqual(new Set(ids));
    expect(await readTopic(kafka.broker, topics().refused.name)).toEqual([]);
    await until(async () => (await other.readiness()).status === 200, 'the other is ready');
    await expectSharedVerified(record, database, schema);
  }, 180_000);

  async function streams(): Promise<readonly string[]> {
    const store = record.open();
    try {
      return (await store.readAll(0, 1_000_000)).map(({ stream }) => stream);
    } finally {
      await store.close();
    }
  }

  /** The log once it has stopped growing. */
  async function settled(): Promise<readonly string[]> {
    let ids = await recorded();
    await until(
      async () => {
        const before = ids.length;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        ids = await recorded();
        return ids.length === before && new Set(await sent()).size === ids.length;
      },
      'the log rests and all of it is sent',
      60_000,
    );
    return ids;
  }
});

function figuresOf(streams: readonly string[]): number {
  return streams.filter((stream) => stream.startsWith(FIGURE_STREAM_PREFIX)).length;
}

/** A bridge's count of a metric so far, over all labels; 0 for none. */
async function counted(bridge: RoleProcess, name: string): Promise<number> {
  const text = await (await fetch(`${bridge.url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`ledger_bridge_${name}`));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
