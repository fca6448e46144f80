import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readSeeds } from '@ledger/capture';
import { jsonEvent, KurrentDBClient } from '@kurrent/kurrentdb-client';
import { dropSchema, postgresUrl, uniqueSchema, withClient } from '../postgres.js';
import { CLI, SEEDS } from './built.js';
import { describeWithKafka } from './kafka/kafka-suite.js';
import { readTopic } from './kafka/messages.js';
import { RoleProcess, until, type Environment } from './role-process.js';
import { SharedLog } from './shared-engines.js';

const KEY = 'recorded-crime.all/kent/2024-05';
const HAS_LEASE = 'This process has the lease';

/** The output of a command, and how it ended. */
interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command in an empty folder, where a file it creates would be found. */
async function ledger(
  folder: string,
  settings: Environment,
  ...args: readonly string[]
): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { ...process.env, LEDGER_DATA: join(folder, '.ledger'), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [status]] = await Promise.all([
    buffer(child.stdout),
    buffer(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { status, out: out.toString(), err: err.toString() };
}

describe('The command line on a deployment', () => {
  let folder: string;
  let database: string;
  let schema: string;
  let record: SharedLog;
  let settings: Environment;
  const processes: RoleProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ledger-cli-'));
    database = await postgresUrl();
    schema = uniqueSchema();
    record = await SharedLog.start();
    settings = record.settings(database, schema);
  }, 60_000);

  afterEach(async () => {
    // No command creates a ledger of its own where the servers' was meant.
    expect(await readdir(folder)).toEqual([]);
  });

  afterAll(async () => {
    await Promise.all(processes.map((one) => one.kill()));
    await record.stop();
    await dropSchema(database, schema);
    await rm(folder, { recursive: true });
  }, 30_000);

  const run = (...args: readonly string[]) => ledger(folder, settings, ...args);
  const projector = async () => {
    const started = await RoleProcess.start('projector', settings);
    processes.push(started);
    await started.ready();
    await until(() => started.said.includes(HAS_LEASE), 'it has the lease');
    return started;
  };

  it('does nothing on half of the settings, and says what the server says', async () => {
    for (const name of ['import', 'verify', 'rebuild', 'export', 'follow-ups', 'replay']) {
      const words =
        { import: [SEEDS], export: ['figures'], replay: ['--from', '0'] }[name] ?? [];
      const half = { EVENTSTORE_URL: record.url, DATABASE_URL: '' };
      const { status, err } = await ledger(folder, half, name, ...words);
      expect([name, status]).toEqual([name, 2]);
      expect(err).toContain('- DATABASE_URL is not set, but EVENTSTORE_URL is: set both.');
    }
  }, 60_000);

  it('says that nothing keeps the views if a seal waits for them in vain', async () => {
    const soon = { ...settings, SEAL_WAIT_MS_MAX: '2000' };
    const { status, err } = await ledger(folder, soon, 'import', SEEDS);
    expect(err).toContain('views-not-kept: A seal waits for the views');
    expect(err).toContain('Is a projector running?');
    expect(err).toMatch(/^No projector holds the lease of the views/);
    expect(status).toBe(2);
  }, 90_000);

  it('takes all seeds, the views being kept by a projector elsewhere', async () => {
    await projector();
    const { status, out, err } = await run('--json', 'import', SEEDS);
    expect([status, err]).toEqual([0, expect.not.stringContaining('views-')]);
    expect(err).not.toContain('No projector holds');
    expect(JSON.parse(out).refusals).toEqual([]);
    const { plan } = await readSeeds(SEEDS);
    const reports = plan.publications.flatMap((publication) => publication.reports);
    const counts = Object.values<number>(JSON.parse(out).outcomes);
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(reports.length);
    const store = record.open();
    const types = (await store.readAll(0, 100_000)).map(({ type }) => type);
    await store.close();
    expect(types.filter((type) => type === 'PublicationSealed')).toHaveLength(
      plan.publications.length,
    );
  }, 120_000);

  it('leaves the views to the projector that works, and names it', async () => {
    const before = await generations();
    const { status, err } = await run('rebuild');
    expect(err).toMatch(
      /projector-at-work: (?:the process at \S+:\d+|a process) \(session \d+ of PostgreSQL\)/,
    );
    expect(status).toBe(2);
    expect(await generations()).toEqual(before);
  }, 60_000);

  it('builds the views again while no projector works, and one goes on with them', async () => {
    await Promise.all(processes.map((one) => one.stop()));
    const before = await generations();
    const { status, out } = await run('rebuild');
    expect([status, out]).toEqual([0, expect.stringContaining('views rebuilt to position')]);
    const after = await generations();
    expect(after).toHaveLength(before.length);
    expect(after.filter((generation) => before.includes(generation))).toEqual([]);
    await projector();
    expect(await generations()).toEqual(after);
  }, 90_000);

  it('verifies record, seals and views, and finds a row that is wrong', async () => {
    const sound = await run('verify');
    expect([sound.status, sound.err]).toEqual([0, expect.any(String)]);
    expect(sound.out).toMatch(/^log: [1-9]\d+ events, 0 damaged$/m);
    expect(sound.out).toMatch(/^seals: [1-9]\d* checked, 0 different$/m);
    expect(sound.out).toMatch(/^views: \d+ tables, 0 different$/m);
    await inSchema("UPDATE publications SET publisher = publisher || '-x'");
    const { status, out } = await run('verify');
    expect([status, out]).toEqual([5, expect.stringContaining('publications at position')]);
  }, 90_000);

  it('verifies the log where the views are out of reach, and says that they were', async () => {
    const nowhere = { ...settings, DATABASE_URL: 'postgresql://ledger@127.0.0.1:1/none' };
    const { status, out } = await ledger(folder, nowhere, 'verify');
    expect(out).toMatch(/^log: [1-9]\d+ events, 0 damaged$/m);
    expect(out).toMatch(/^not looked at: the views: The views are unavailable: /m);
    expect(status).toBe(2);
  }, 60_000);

  it('lists what others wrote to the streams of the log, with a status of its own', async () => {
    await inSchema("UPDATE publications SET publisher = regexp_replace(publisher, '-x$', '')");
    const client = KurrentDBClient.connectionString(record.url);
    const theirs = jsonEvent({ type: 'Theirs', data: { hello: 'world' } });
    const figure = `${record.prefix}figure-${KEY}`;
    for (const stream of [figure, `${record.prefix}theirs`]) {
      await client.appendToStream(stream, theirs);
    }
    await client.dispose();
    const { status, out } = await run('verify');
    expect([status, out]).toEqual([3, expect.stringMatching(/^log: \d+ events, 0 damaged$/m)]);
    expect(out).toContain("not the ledger's: 2 events in 2 streams");
    expect(out).toMatch(/^ {2}position \d+, event \d+ of t\w+-theirs: Theirs, \d{4}-\d\d-/m);
    expect(out).toMatch(/^views: \d+ tables, 0 different$/m);
  }, 60_000);

  it('exports figures and events from there', async () => {
    const figures = await run('export', 'figures');
    expect(figures.status).toBe(0);
    const lines = figures.out.trim().split('\n');
    const found = lines.map((line) => JSON.parse(line)).find(({ key }) => key === KEY);
    expect(found.valueInForce).toMatchObject({ value: '14773', printed: '14773' });
    const events = await run('export', 'events');
    const store = record.open();
    const count = (await store.readAll(0, 100_000)).length;
    await store.close();
    expect(events.out.trim().split('\n')).toHaveLength(count);
  }, 60_000);

  it('lists and closes follow-ups there', async () => {
    const listed = await run('--json', 'follow-ups', 'list', '--status', 'open');
    const [first] = JSON.parse(listed.out).followUps;
    const closed = await run('follow-ups', 'close', first.id, '--outcome', 'answered');
    expect([closed.status, closed.out]).toEqual([0, `${first.id}: changed\n`]);
    const isClosed = async () => {
      const { out } = await run('--json', 'follow-ups', 'list', '--status', 'closed');
      return JSON.parse(out).followUps.some(({ id }: { id: string }) => id === first.id);
    };
    await until(isClosed, 'the projector shows it');
  }, 60_000);

  const inSchema = (sql: string) =>
    withClient(database, async (client) => {
      await client.query(`SET search_path = "${schema}"`);
      return client.query(sql);
    });

  async function generations(): Promise<readonly number[]> {
    const { rows } = await inSchema(
      "SELECT generation FROM projection_builds WHERE state = 'active' ORDER BY generation",
    );
    return rows.map(({ generation }) => Number(generation));
  }
});

describeWithKafka('ledger replay on a deployment', (kafka) => {
  let folder: string;
  let database: string;
  let schema: string;
  let record: SharedLog;
  let settings: Environment;
  let api: RoleProcess;
  let bridge: RoleProcess;
  const others: RoleProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ledger-cli-'));
    database = await postgresUrl();
    schema = uniqueSchema();
    record = await SharedLog.start();
    const KAFKA_PREFIX = `t${randomUUID().slice(0, 8)}.`;
    const kafkaSettings = { KAFKA_BROKERS: kafka.broker.address, KAFKA_PREFIX };
    settings = { ...record.settings(database, schema), ...kafkaSettings };
    [api, bridge] = await Promise.all([
      RoleProcess.start('api', settings),
      RoleProcess.start('bridge', settings),
    ]);
    others.push(await RoleProcess.start('projector', settings));
    await Promise.all([api, bridge, ...others].map((one) => one.ready()));
  }, 120_000);

  afterAll(async () => {
    await Promise.all([api, bridge, ...others].map((one) => one?.kill()));
    await record.stop();
    await dropSchema(database, schema);
    await rm(folder, { recursive: true });
  }, 30_000);

  const run = (...args: readonly string[]) => ledger(folder, settings, ...args);
  const positions = async () => {
    const topic = `${settings['KAFKA_PREFIX']}ledger.events.v1`;
    const sent = await readTopic(kafka.broker, topic);
    return sent.map(({ value }) => Number(JSON.parse(value ?? '').position));
  };
  const register = async (id: string) => {
    const answer = await api.call('/areas', { id, title: id, kind: 'test' });
    return Number(((await answer.json()) as { position: string }).position);
  };
  const timesOf = (all: readonly number[], position: number) =>
    all.filter((one) => one === position).length;

  it('lets a running bridge send again what stands behind the position', async () => {
    const first = await register('one');
    const second = await register('two');
    await until(async () => (await positions()).includes(second), 'both are sent');
    const { status, out } = await run('replay', '--from', String(first));
    expect([status, out]).toEqual([0, expect.stringContaining(`behind position ${first}`)]);
    const third = await register('three');
    const isSentAgain = async () => timesOf(await positions(), second) === 2;
    await until(isSentAgain, 'what stands behind is sent again');
    await until(async () => (await positions()).includes(third), 'and what came then');
    expect(timesOf(await positions(), first)).toBe(1);
  }, 90_000);

  it('lets a bridge that starts send everything again, without waiting for an event', async () => {
    await bridge.stop();
    const before = await positions();
    expect((await run('replay', '--from', '0')).status).toBe(0);
    bridge = await RoleProcess.start('bridge', settings);
    const first = Math.min(...before);
    const isAgain = async () => timesOf(await positions(), first) === 2;
    await until(isAgain, 'everything is sent again', 40_000);
  }, 90_000);

  it('refuses a position that the log does not have yet, and one that is none', async () => {
    const beyond = await run('replay', '--from', '999999999999');
    expect([beyond.status, beyond.err]).toEqual([2, expect.stringMatching(/^position-beyond/)]);
    expect((await run('replay', '--from', '-1')).status).not.toBe(0);
    const none = { ...settings, KAFKA_BROKERS: '', KAFKA_PREFIX: '' };
    const unnamed = await ledger(folder, none, 'replay', '--from', '0');
    expect([unnamed.status, unnamed.err]).toEqual([
      2,
      expect.stringMatching(/^no-kafka-named/),
    ]);
  }, 60_000);
});
