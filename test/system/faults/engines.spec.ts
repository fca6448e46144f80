import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { postgresUrl, PostgresServer, uniqueSchema, withClient } from '../../postgres.js';
import { expectSharedVerified } from '../ledger-verified.js';
import { freePort } from '../server-process.js';
import { RoleProcess, until, type Environment } from '../role-process.js';
import { SharedLog } from '../shared-engines.js';

const running: RoleProcess[] = [];
const ends: (() => Promise<unknown>)[] = [];
let shared: string;

beforeAll(async () => {
  shared = await postgresUrl();
}, 60_000);

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.kill()));
  for (const end of ends.splice(0)) await end();
}, 30_000);

async function start(role: string, settings: Environment): Promise<RoleProcess> {
  const process = await RoleProcess.start(role, settings);
  running.push(process);
  return process;
}

async function startRecord(): Promise<SharedLog> {
  const record = await SharedLog.startDouble();
  ends.push(() => record.stop());
  return record;
}

function area(id: string) {
  return { id, title: `Area ${id}`, kind: 'test' };
}

/** True once the views show the area. */
async function isSeen(api: RoleProcess, id: string): Promise<boolean> {
  const answer = await api.call('/areas');
  return answer.status === 200 && (await answer.text()).includes(`"Area ${id}"`);
}

/** Settings of a bridge without a broker at its address. */
async function withoutBroker(settings: Environment): Promise<Environment> {
  return { ...settings, KAFKA_BROKERS: `127.0.0.1:${await freePort()}` };
}

/** What readiness says while the log is out of reach; `transparency-log` is another check. */
const LOG_FAULT = /(?:^|[^-])\blog: /;

describe('The event store', () => {
  it('that is down at the start is waited for by every role, which name it', async () => {
    const record = await startRecord();
    const node = record.double!.nodes[0]!;
    await node.stop();
    const schema = uniqueSchema();
    const settings = record.settings(shared, schema);
    const [api, projector, all, bridge] = [
      await start('api', settings),
      await start('projector', settings),
      await start('all', settings),
      await start('bridge', await withoutBroker(settings)),
    ];
    for (const one of [api, projector, all, bridge]) {
      const { detail } = await one.until(({ status }) => status === 503);
      expect(detail).toMatch(LOG_FAULT);
    }
    expect((await api.call('/areas', area('early'))).status).toBe(503);
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);

    await node.start();
    for (const one of [api, projector, all]) await one.ready();
    // The bridge now waits only for its broker.
    await bridge.until(({ detail }) => detail !== '' && !LOG_FAULT.test(detail));
    const answer = await api.call('/areas', area('late'));
    expect(answer.status).toBe(201);
    await until(() => isSeen(api, 'late'), 'the area is in the views');
    expect(await isSeen(api, 'early')).toBe(false);
    await expectSharedVerified(record, shared, schema);
  }, 60_000);

  it('that goes down later stops only writes: reads go on and state their age', async () => {
    const record = await startRecord();
    const node = record.double!.nodes[0]!;
    const schema = uniqueSchema();
    const all = await start('all', { ...record.settings(shared, schema) });
    await all.ready();
    expect((await all.call('/areas', area('before'))).status).toBe(201);
    await until(() => isSeen(all, 'before'), 'the area is in the views');
    expect((await all.call('/areas')).headers.get('ledger-age')).toBeNull();

    await node.stop();
    const refused = await all.call('/areas', area('during'));
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'store-unavailable' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await until(async () => (await all.readiness()).status === 503, 'readiness is lost');
    expect((await all.readiness()).detail).toMatch(LOG_FAULT);
    await until(async () => {
      const read = await all.call('/areas');
      expect(read.status).toBe(200);
      return Number(read.headers.get('ledger-age')) >= 5;
    }, 'reads tell their age');
    const metrics = await (await fetch(`${all.url}/metrics`)).text();
    expect(metrics).toContain('ledger_log_reachable 0');

    await node.start();
    await all.ready();
    expect((await all.call('/areas', area('after'))).status).toBe(201);
    await until(() => isSeen(all, 'after'), 'the area is in the views');
    await until(
      async () => (await all.call('/areas')).headers.get('ledger-age') === null,
      'the views are up with the log again',
    );
    await expectSharedVerified(record, shared, schema);
  }, 90_000);
});

describe('PostgreSQL', () => {
  it('that is down at the start, or goes down later, is named and waited for', async () => {
    const record = await startRecord();
    const server = await PostgresServer.start();
    ends.push(() => server.end());
    await server.stop();
    const schema = uniqueSchema();
    const all = await start('all', { ...record.settings(server.url, schema) });
    const { detail } = await all.until(({ status }) => status === 503);
    expect(detail).toContain('views: ');
    // The log does not need the views.
    expect((await all.call('/areas', area('one'))).status).toBe(201);

    await server.restart();
    await all.ready();
    await until(() => isSeen(all, 'one'), 'the views are built');

    await server.crash();
    await until(async () => (await all.readiness()).status === 503, 'readiness is lost');
    const read = await all.call('/areas');
    expect([read.status, read.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await all.call('/areas', area('two'))).status).toBe(201);

    await server.restart();
    await all.ready();
    await until(() => isSeen(all, 'two'), 'the views go on');
    await expectSharedVerified(record, server.url, schema);
  }, 120_000);

  it('with something else in the schema is refused at the start, by every role', async () => {
    const record = await startRecord();
    const schema = uniqueSchema();
    await withClient(shared, async (client) => {
      await client.query(`CREATE SCHEMA ${schema}`);
      await client.query(`CREATE TABLE ${schema}.accounts (id integer)`);
    });
    const settings = record.settings(shared, schema);
    for (const role of ['api', 'projector', 'all', 'bridge']) {
      const one = await start(
        role,
        role === 'bridge' ? await withoutBroker(settings) : settings,
      );
      await until(() => one.exitCode !== null, `the ${role} ends`);
      expect(one.exitCode).toBe(1);
      expect(one.said).toContain('holds no views this version knows');
    }
    const left = await withClient(shared, (client) =>
      client.query(`SELECT count(*)::int AS n FROM pg_tables WHERE schemaname = $1`, [schema]),
    );
    expect(left.rows).toEqual([{ n: 1 }]);

    await withClient(shared, (client) => client.query(`DROP TABLE ${schema}.accounts`));
    const all = await start('all', settings);
    await all.ready();
    expect((await all.call('/areas', area('own'))).status).toBe(201);
    await expectSharedVerified(record, shared, schema);
  }, 60_000);
});

describe('Kafka', () => {
  it('that is down at the start is named by the bridge, and keeps nothing else', async () => {
    const record = await startRecord();
    const schema = uniqueSchema();
    const settings = record.settings(shared, schema);
    const bridge = await start('bridge', await withoutBroker(settings));
    const api = await start('api', settings);
    await api.until(({ detail }) => detail.includes('views: '));
    const { status, detail } = await bridge.until((one) => one.detail.includes('waiting'));
    expect([status, detail]).toEqual([503, expect.stringContaining('bridge: ')]);
    const answer = await api.call('/areas', area('anyway'));
    expect(answer.status).toBe(201);
    await start('projector', settings);
    await until(() => isSeen(api, 'anyway'), 'the area is in the views');
    await expectSharedVerified(record, shared, schema);
  }, 60_000);
});
