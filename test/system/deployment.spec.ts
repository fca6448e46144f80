import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { REPORT_TYPE } from '@ledger/contract';
import { loadPlan } from '@ledger/intake';
import { readSeeds } from '@ledger/capture';
import { Deployment } from '../deployment/deployment.js';
import { postgresUrl } from '../postgres.js';
import { SEEDS } from './built.js';
import { commandsOver } from './http-commands.js';
import { describeWithKafka } from './kafka/kafka-suite.js';
import { produce, readTopic, type ReadMessage } from './kafka/messages.js';
import { expectSharedVerified } from './ledger-verified.js';
import { until, type RoleProcess } from './role-process.js';

const KEY = 'recorded-crime.all/kent/2024-05';
const HAS_LEASE = 'This process has the lease';
const TAKEN_OVER_WITHIN_MS = 10_000;

/** A paper of the figure's owner that is later than all seeds, and what it prints. */
const LATER = {
  id: 'later-paper',
  title: 'A later paper',
  kind: 'report',
  publisher: 'kent-police',
  published: '2025-01-15',
  evidence: 'made for this test',
};
const REVISED = {
  publication: LATER.id,
  measure: 'recorded-crime.all',
  area: 'kent',
  period: '2024-05',
  value: '14790',
  printed: '14,790',
  unit: 'offences',
  locator: { table: 'sent over Kafka', line: 1 },
  change: { kind: 'routine', reason: 'late records added' },
};

describeWithKafka('A deployment of 2 api, 2 projector and 1 bridge', (kafka) => {
  let deployment: Deployment;
  let database: string;
  let apis: readonly RoleProcess[];

  beforeAll(async () => {
    database = await postgresUrl();
    deployment = await Deployment.start({ kafka: kafka.broker.address, database });
    ({ apis } = deployment);
  }, 90_000);

  afterAll(() => deployment?.forget(), 30_000);

  it('takes all seeds, through whichever process they come', async () => {
    const { plan, problems } = await readSeeds(SEEDS);
    expect(problems).toEqual([]);
    const ids = { correlationId: 'seeds', causationId: 'seeds' };
    const origin = { actor: 'test', ...ids };
    const loaded = await loadPlan(plan, { commands: commandsOver(apis), origin });
    expect(loaded.refusals).toEqual([]);
    const { outcomes } = loaded;
    const reports = plan.publications.flatMap((publication) => publication.reports);
    const answered = Object.values(outcomes).reduce((sum, one) => sum + one, 0);
    expect(answered).toBe(reports.length);
    expect(outcomes.recorded).toBeGreaterThan(1_000);
  }, 90_000);

  it('answers by both clocks alike, whichever process is asked', async () => {
    const head = await headOf(apis[0]!);
    for (const clocks of ['', '&publishedBy=2024-08&recordedBy=2099', '&recordedBy=2020']) {
      const answers = await Promise.all(
        apis.map((api) => api.call(`/figures/${KEY}?waitFor=${head}${clocks}`)),
      );
      const bodies = await Promise.all(answers.map((answer) => answer.text()));
      const [first, second] = bodies.map(timeless);
      expect(second).toBe(first);
      if (clocks === '') expect(first).toContain('"14773"');
      else expect(first).not.toContain('"valueInForce":{');
      expect(answers.map(({ headers }) => headers.get('ledger-age'))).toEqual([null, null]);
    }
  }, 30_000);

  it('has one projector at work, and another one within 10 s when that is killed', async () => {
    const { projectors } = deployment;
    const working = projectors.filter(({ said }) => said.includes(HAS_LEASE));
    expect(working).toHaveLength(1);
    const standby = projectors.find((one) => one !== working[0])!;
    await working[0]!.kill();
    const killedAt = Date.now();
    const answer = await apis[1]!.call('/areas', { id: 'later', title: 'Later', kind: 'test' });
    expect(answer.status).toBe(201);
    const { position } = (await answer.json()) as { position: string };
    await until(
      async () => {
        const read = await apis[0]!.call(`/areas?waitFor=${position}`);
        return read.status === 200 && (await read.text()).includes('"later"');
      },
      'the standby projector takes over',
      TAKEN_OVER_WITHIN_MS,
    );
    expect(Date.now() - killedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS);
    expect(standby.said).toContain(HAS_LEASE);
  }, 40_000);

  it('takes reports from Kafka and sends values in force there', async () => {
    expect((await apis[0]!.call('/publications', LATER)).status).toBe(201);
    const envelope = {
      specversion: '1.0',
      id: 'one',
      source: '/upstream',
      type: REPORT_TYPE,
      data: REVISED,
    };
    const { topicPrefix } = deployment;
    const messages = [{ key: KEY, value: JSON.stringify(envelope) }];
    await produce(kafka.broker, `${topicPrefix}ledger.reports.v1`, messages);
    await until(async () => {
      const read = await apis[1]!.call(`/figures/${KEY}`);
      return (await read.text()).includes('"14790"');
    }, 'the report is in the views');
    const current = (message: ReadMessage) => message.key === KEY && message.value;
    await until(async () => {
      const sent = await readTopic(kafka.broker, `${topicPrefix}ledger.figures.current.v1`);
      return String(sent.findLast(current)?.value).includes('"14790"');
    }, 'the value in force is in its topic');
    const refused = await readTopic(kafka.broker, `${topicPrefix}ledger.reports.refused.v1`);
    expect(refused).toEqual([]);
  }, 60_000);

  it('is sound in the end: record, seals, and views that are what the log makes', async () => {
    const { record, schema } = deployment;
    await expectSharedVerified(record, database, schema);
  }, 60_000);

  it('counts what each role does', async () => {
    const text = async (one: RoleProcess) => (await fetch(`${one.url}/metrics`)).text();
    const [api, bridge] = [await text(apis[0]!), await text(deployment.bridge)];
    expect(api).toMatch(/ledger_append_seconds_count\{outcome="appended"\} [1-9]/);
    expect(api).toMatch(/ledger_projection_lag_events\{projection="figures"\} 0/);
    expect(bridge).toMatch(/ledger_bridge_in_messages_total 1/);
    expect(bridge).toMatch(/ledger_bridge_out_lag_events\{lane="kafka-current"\} 0/);
    expect((await fetch(`${deployment.bridge.url}/api/v1/areas`)).status).toBe(404);
  });

  it('shuts down cleanly when it is asked to', async () => {
    expect(await deployment.stop()).toEqual([0, 0, 0, 0]);
  }, 30_000);
});

async function headOf(api: RoleProcess): Promise<number> {
  const { head } = (await (await api.call('/events?limit=1')).json()) as { head: number };
  return head;
}

/** An answer without its time. */
function timeless(body: string): string {
  return body
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'T')
    .replace(/"correlationId":"[^"]*"/, '"correlationId":"C"');
}
