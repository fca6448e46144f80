import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  BridgeOfAnotherLog,
  CURRENT_LANE,
  EVENTS_LANE,
  FINDINGS_LANE,
  ledgerTopics,
  type BridgeMetrics,
  type LedgerTopics,
} from '@ledger/kafka';
import type { EventStore } from '@ledger/event-store-port';
import { RegisterPublication, ReleasePublication } from '@ledger/figures-application';
import { readReport } from '@ledger/intake';
import { exampleOrigin, publicationFacts, type Paper } from '@ledger/figures-domain/testing';
import { DescribedMessages } from './described-messages.js';
import { FailingStore } from './failing-store.js';
import { describeWithKafka } from './kafka-suite.js';
import {
  asAdmin,
  figureOf,
  readTopic,
  reportJson,
  type ReadMessage,
  type ReportPrint,
} from './messages.js';
import { runBridge, until, type RunningBridge } from './running-bridge.js';
import { TestLedger } from './test-ledger.js';

describeWithKafka('Sending events to Kafka', (kafka) => {
  let ledger: TestLedger;
  let topics: LedgerTopics;
  let prefix: string;
  let bridges: RunningBridge[];

  beforeEach(async () => {
    ledger = await TestLedger.open();
    prefix = kafka.prefix();
    topics = ledgerTopics(prefix);
    bridges = [];
  });

  afterEach(async () => {
    for (const { stop } of bridges) await stop().catch(() => undefined);
    await ledger.close();
  });

  /** Starts a bridge that sends a ledger's events, and waits until it does. */
  async function sending(from = ledger): Promise<RunningBridge> {
    const { eventStore, checkpoints, figures } = from;
    const running = runBridge({
      connection: { brokers: [kafka.broker.address] },
      prefix,
      source: '/ledger/test',
      out: { eventStore, checkpoints, figures },
    });
    bridges.push(running);
    await until(() => running.bridge.status.state === 'running', 'running');
    return running;
  }

  const stopAll = async () => {
    for (const { stop } of bridges.splice(0)) await stop();
  };
  const events = () => readTopic(kafka.broker, topics.events.name);
  const current = () => readTopic(kafka.broker, topics.current.name);
  const report = (prints: readonly ReportPrint[], change?: object) =>
    ledger.report(
      prints.map((print) => readReport({ ...reportJson(print), ...change })),
      exampleOrigin,
    );

  it('reports how far each lane is before anything is sent, until it ends', async () => {
    const lanes = [CURRENT_LANE, EVENTS_LANE, FINDINGS_LANE];
    const { checkpoints, figures } = ledger;
    let reached = new Map<string, number | undefined>();
    const start = (eventStore: EventStore) => {
      const running = runBridge({
        connection: { brokers: [kafka.broker.address] },
        prefix,
        out: { eventStore, checkpoints, figures },
        metrics: {
          ...UNCOUNTED,
          laneReached: (lane, position) => void reached.set(lane, position),
          laneLeft: (lane) => void reached.set(lane, undefined),
        },
      });
      bridges.push(running);
    };
    await report(printsOf(3, 'september'));
    start(ledger.eventStore);
    const head = await ledger.eventStore.head();
    await until(() => lanes.every((lane) => reached.get(lane) === head), 'all sent');
    await stopAll();

    await report(printsOf(3, 'december'));
    reached = new Map();
    start(standingStill(ledger.eventStore));
    await until(() => reached.size === lanes.length, 'all lanes are open');
    expect(reached).toEqual(new Map(lanes.map((lane) => [lane, head])));
    await stopAll();
    expect(reached).toEqual(new Map(lanes.map((lane) => [lane, undefined])));
  }, 60_000);

  it('sends every event once, in order for each key, as the AsyncAPI document says', async () => {
    await report(printsOf(150, 'september'));
    await sending();
    await report(printsOf(150, 'december'));
    const record = await ledger.events();
    await until(async () => (await events()).length >= record.length, 'all sent');
    await stopAll();

    const sent = await events();
    expect(positionsOf(sent).sort((a, b) => a - b)).toEqual(
      record.map(({ position }) => position),
    );
    expect(keysOutOfOrder(sent)).toEqual([]);
    const described = new DescribedMessages(prefix);
    for (const message of sent) {
      const { key, value, headers } = message;
      const event = JSON.parse(value ?? '');
      const stored = record.find(({ id }) => id === event.id);
      expect(described.faultsOf(topics.events.name, message)).toEqual([]);
      expect(headers).toMatchObject({ 'event-id': event.id, type: event.type });
      expect(event).toMatchObject({ subject: stored?.stream, source: '/ledger/test' });
      expect(stored?.stream.endsWith(key ?? '?')).toBe(true);
      expect(event.data).toEqual(JSON.parse(stored?.body ?? '').data);
    }
  }, 60_000);

  it('goes on behind the last event that it sent', async () => {
    await sending();
    await report(printsOf(20, 'september'));
    const before = (await ledger.events()).length;
    await until(async () => (await events()).length >= before, 'all sent');
    await stopAll();
    await report(printsOf(20, 'december'));
    const record = await ledger.events();
    await sending();
    await until(async () => (await events()).length >= record.length, 'the rest is sent');
    await stopAll();
    const positions = positionsOf(await events()).sort((a, b) => a - b);
    expect(positions).toEqual(record.map(({ position }) => position));
  }, 60_000);

  it('is done by one bridge at a time, which hands it over when it leaves', async () => {
    const laneOf = ({ bridge }: RunningBridge) => bridge.status.parts[EVENTS_LANE]?.state;
    await report(printsOf(20, 'september'));
    await sending();
    await sending();
    const states = () => bridges.map(laneOf).sort().join();
    await until(() => states() === 'running,standby', 'one of them sends');
    // Longer than an elected bridge waits before it begins.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(states()).toBe('running,standby');
    await report(printsOf(20, 'december'));
    const before = (await ledger.events()).length;
    await until(async () => (await events()).length >= before, 'all sent');

    const [active] = bridges.splice(
      bridges.findIndex((one) => laneOf(one) === 'running'),
      1,
    );
    await active?.stop();
    await report(printsOf(20, 'march'));
    const record = await ledger.events();
    await until(async () => (await events()).length >= record.length, 'the other goes on');
    await stopAll();
    const positions = positionsOf(await events()).sort((a, b) => a - b);
    expect(positions).toEqual(record.map(({ position }) => position));
  }, 60_000);

  it('sends everything behind a position again, while it runs and while it does not', async () => {
    await report(printsOf(20, 'september'));
    const record = await ledger.events();
    const middle = record[Math.floor(record.length / 2)]!.position;
    const behind = record.filter(({ position }) => position > middle).length;
    const running = await sending();
    await until(async () => (await events()).length >= record.length, 'all sent');
    await running.bridge.replayFrom(middle);
    await until(async () => (await events()).length >= record.length + behind, 'sent again');
    await stopAll();
    expect((await events()).length).toBe(record.length + behind);
    await running.bridge.replayFrom(0);
    await sending();
    await until(async () => (await events()).length >= 2 * record.length + behind, 'and again');
    await stopAll();
    expect((await events()).length).toBe(2 * record.length + behind);
  }, 60_000);

  it('sends a topic that was made anew everything again', async () => {
    await report(printsOf(20, 'september'));
    const record = await ledger.events();
    await sending();
    await until(async () => (await events()).length >= record.length, 'all sent');
    await stopAll();
    const { name } = topics.events;
    await asAdmin(kafka.broker, (admin) => admin.deleteTopics({ topics: [name] }));
    await sending();
    await until(async () => (await events()).length >= record.length, 'all sent again');
    await stopAll();
    expect(positionsOf(await events()).sort((a, b) => a - b)).toEqual(
      record.map(({ position }) => position),
    );
  }, 60_000);

  it('refuses to go on where another log has been', async () => {
    await report(printsOf(3, 'september'));
    await sending();
    const record = await ledger.events();
    await until(async () => (await events()).length >= record.length, 'all sent');
    await stopAll();
    const other = await TestLedger.open();
    try {
      const { checkpoints } = ledger;
      const { eventStore, figures } = other;
      const running = runBridge({
        connection: { brokers: [kafka.broker.address] },
        prefix,
        out: { eventStore, checkpoints, figures },
      });
      await expect(running.ended).rejects.toThrow(BridgeOfAnotherLog);
      expect(running.bridge.status).toMatchObject({ state: 'refused' });
      expect((await events()).length).toBe(record.length);
    } finally {
      await other.close();
    }
  }, 60_000);

  it('keeps the value in force of each figure, and none of a withdrawn one', async () => {
    await sending();
    await report([
      { figure: 1, paper: 'september', value: '412' },
      { figure: 2, paper: 'september', value: '500' },
      { figure: 3, paper: 'september', value: '7' },
    ]);
    await report([{ figure: 1, paper: 'bulletin', value: '421' }]);
    await report([{ figure: 1, paper: 'december', value: '420' }]);
    await report([{ figure: 1, paper: 'march', value: '420' }]);
    await report([{ figure: 3, paper: 'december', value: '7' }], {
      ...{ value: null, printed: '..', markers: ['x'] },
      change: { kind: 'withdrawn', reason: 'found unsound' },
    });
    const head = await ledger.eventStore.head();
    await until(async () => positionsOf(await current()).includes(head), 'all sent');
    await stopAll();

    const sent = await current();
    const described = new DescribedMessages(prefix);
    for (const message of sent) {
      expect(described.faultsOf(topics.current.name, message)).toEqual([]);
    }
    const kept = lastByKey(sent);
    const inForce = (figure: number) => JSON.parse(kept.get(figureOf({ figure })) ?? 'null');
    expect(inForce(1).data).toMatchObject({
      ...{ value: '420', publication: 'december-paper', lastPublication: 'march-paper' },
    });
    expect(inForce(2).data).toMatchObject({ value: '500', lastPublication: 'september-paper' });
    expect(kept.get(figureOf({ figure: 3 }))).toBeNull();
    expect([...kept.keys()].sort()).toEqual([1, 2, 3].map((figure) => figureOf({ figure })));
  }, 60_000);

  it('keeps no value that is under embargo, until it is released', async () => {
    const id = 'secret-paper';
    const secret = publicationFacts({ id, isEmbargoed: true, title: 'Not yet' });
    await ledger.commands.execute(new RegisterPublication(secret, exampleOrigin));
    await report([{ figure: 1 }, { figure: 2 }], { publication: id });
    await sending();
    const hidden = async () => (await current()).map(({ value }) => value);
    await until(async () => (await hidden()).length === 2, 'both are sent');
    expect(await hidden()).toEqual([null, null]);
    const release = new ReleasePublication(id, 'the board met', exampleOrigin);
    const { position } = await ledger.commands.execute(release);
    await until(
      async () => positionsOf(await current()).includes(position),
      'it is sent again',
    );
    await stopAll();
    const kept = lastByKey(await current());
    for (const figure of [1, 2]) {
      const { data } = JSON.parse(kept.get(figureOf({ figure })) ?? 'null');
      expect(data).toMatchObject({ value: '412', publication: id });
    }
  }, 60_000);
});

/** A log that gives its followers nothing. */
function standingStill(store: EventStore): EventStore {
  const still = new FailingStore(store);
  const follow: EventStore['follow'] = async function* ({ signal }) {
    if (!signal.aborted) await once(signal, 'abort');
  };
  return Object.assign(still, { follow });
}

const UNCOUNTED: BridgeMetrics = {
  reportsTaken: () => undefined,
  reportRefused: () => undefined,
  batchUnreadable: () => undefined,
  partitionHeld: () => undefined,
  reportsLag: () => undefined,
  sent: () => undefined,
  laneReached: () => undefined,
  laneLeft: () => undefined,
};

function printsOf(count: number, paper: Paper): ReportPrint[] {
  return Array.from({ length: count }, (_, figure) => ({ figure, paper, value: `${figure}` }));
}

function positionsOf(messages: readonly ReadMessage[]): number[] {
  return messages.map(({ headers }) => Number(headers['position']));
}

/** Keys that are in several partitions, or whose positions do not rise. */
function keysOutOfOrder(messages: readonly ReadMessage[]): readonly string[] {
  const last = new Map<string, { partition: number; position: number }>();
  const found: string[] = [];
  for (const { key, partition, headers } of messages) {
    const before = last.get(key ?? '');
    const position = Number(headers['position']);
    if (before !== undefined) {
      if (before.partition !== partition || before.position >= position) found.push(key ?? '');
    }
    last.set(key ?? '', { partition, position });
  }
  return found;
}

/** What the topic keeps once it is compacted. */
function lastByKey(messages: readonly ReadMessage[]): ReadonlyMap<string, string | null> {
  return new Map(messages.map(({ key, value }) => [key ?? '', value]));
}
