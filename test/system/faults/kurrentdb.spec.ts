import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FIGURE_STREAM_PREFIX } from '@ledger/figures-domain';
import type { AppendFault, KurrentDbDouble } from '../../contracts/kurrentdb-double/index.js';
import { dropSchema, postgresUrl, uniqueSchema } from '../../postgres.js';
import { figureOf, reportJson } from '../kafka/messages.js';
import { expectSharedVerified } from '../ledger-verified.js';
import { RoleProcess, until } from '../role-process.js';
import { SharedLog } from '../shared-engines.js';
import { registerExamples } from './example-registries.js';

const AT_ONCE = 4;
const GIVE_UP_MS = 60_000;

let database: string;
let schema: string;
let record: SharedLog;
let double: KurrentDbDouble;
let api: RoleProcess;
let projector: RoleProcess;

beforeAll(async () => {
  database = await postgresUrl();
}, 60_000);

beforeEach(async () => {
  schema = uniqueSchema();
  record = await SharedLog.startDouble({ nodes: 3 });
  double = record.double!;
  const settings = record.settings(database, schema);
  [api, projector] = await Promise.all([
    RoleProcess.start('api', settings),
    RoleProcess.start('projector', settings),
  ]);
  await Promise.all([api.ready(), projector.ready()]);
  await registerExamples(api);
}, 90_000);

afterEach(async () => {
  await Promise.all([api, projector].map((one) => one?.kill()));
  await record?.stop();
  await dropSchema(database, schema);
}, 30_000);

/** A client that reports one figure after the other, each until it is recorded. */
class Reporting {
  /** Every status received. */
  readonly statuses = new Set<number>();
  taken = 0;
  #next = 0;
  #isStopped = false;
  readonly #going = Promise.all(Array.from({ length: AT_ONCE }, () => this.#goOn()));

  /** Finishes the work under way; returns the number of reported figures. */
  async stop(): Promise<number> {
    this.#isStopped = true;
    await this.#going;
    return this.#next;
  }

  async #goOn(): Promise<void> {
    while (!this.#isStopped) {
      const figure = this.#next++;
      const giveUpAt = Date.now() + GIVE_UP_MS;
      while (!(await this.#isTaken(figure))) {
        if (Date.now() > giveUpAt) throw new Error(`Figure ${figure} is not taken.`);
        await sleep(50);
      }
      this.taken += 1;
    }
  }

  async #isTaken(figure: number): Promise<boolean> {
    const answer = await api.call('/reports', reportJson({ figure }));
    this.statuses.add(answer.status);
    await answer.text();
    return answer.ok;
  }
}

/** Waits for more reports to be recorded. */
async function more(reporting: Reporting, count = 20): Promise<void> {
  const wanted = reporting.taken + count;
  await until(() => reporting.taken >= wanted, 'reports go on', GIVE_UP_MS);
}

/** Fails unless each figure has the one event of its one report. */
async function expectEachOnce(figures: number): Promise<void> {
  const store = record.open();
  try {
    const events = await store.readAll(0, 1_000_000);
    const streams = events
      .map(({ stream }) => stream)
      .filter((stream) => stream.startsWith(FIGURE_STREAM_PREFIX));
    const wanted = Array.from({ length: figures }, (_, figure) => figureOf({ figure }));
    expect([...streams].sort()).toEqual(
      wanted.map((figure) => `${FIGURE_STREAM_PREFIX}${figure}`).sort(),
    );
  } finally {
    await store.close();
  }
}

describe('A cluster of KurrentDB', () => {
  it('that changes its leader holds reports up, and loses and doubles none', async () => {
    const reporting = new Reporting();
    for (const leader of [1, 2, 0]) {
      await more(reporting);
      double.elect(undefined);
      for (const { reads } of double.nodes) reads.drop('unavailable');
      await sleep(300);
      double.elect(double.nodes[leader]);
    }
    await more(reporting);
    await expectEachOnce(await reporting.stop());
    expect(
      [...reporting.statuses].filter((status) => ![200, 201, 503].includes(status)),
    ).toEqual([]);
    await expectSharedVerified(record, database, schema);
  }, 180_000);

  it('whose leader goes down is found at the next one', async () => {
    const reporting = new Reporting();
    await more(reporting);
    await double.nodes[0]!.stop();
    double.elect(double.nodes[1]);
    await more(reporting);
    await double.nodes[0]!.start();
    await more(reporting);
    await expectEachOnce(await reporting.stop());
    await expectSharedVerified(record, database, schema);
  }, 180_000);
});

describe('An append that is stored though its answer fails', () => {
  it.each<AppendFault>(['cut-but-stored', 'timeout-but-stored', 'ended-but-stored'])(
    '(%s) is recorded once, however often it is reported',
    async (fault) => {
      const reporting = new Reporting();
      await more(reporting);
      for (let time = 0; time < 2; time += 1) {
        double.appendFaults.push(fault);
        await until(() => double.appendFaults.length === 0, 'the fault is met');
        await more(reporting);
      }
      await expectEachOnce(await reporting.stop());
      await expectSharedVerified(record, database, schema);
    },
    180_000,
  );
});
