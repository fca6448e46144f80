import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
} from '@jest/globals';
import { sql } from 'kysely';
import { openPostgresViews } from '@ledger/projections-postgres';
import { PostgresScene } from './postgres-scene.js';

const COMPILED = join('dist', 'postgres-projector');
const PROGRAM = join(COMPILED, 'test', 'system', 'faults', 'postgres-projector.js');
/** Of figures, of words and of changes. */
const BUILDS = 3;
const TAKEN_OVER_WITHIN_MS = 10_000;

let scene: PostgresScene;
let projectors: Projector[];

beforeAll(async () => {
  const libs = [
    'kernel',
    'transparency',
    'event-store',
    'projections',
    'figures/domain',
    'findings',
    'contract',
    'figures/read-models',
  ];
  const sources = [
    ...libs.map((lib) => `libs/${lib}`),
    'test/system/faults/postgres-projector.ts',
  ];
  await promisify(execFile)(process.execPath, ['infra/build.mjs', COMPILED, ...sources]);
}, 60_000);

afterAll(() => rm(COMPILED, { recursive: true, force: true }));

beforeEach(async () => {
  projectors = [];
  scene = await PostgresScene.start();
  await scene.noteMoves();
}, 60_000);

afterEach(async () => {
  for (const { child } of projectors) child.kill('SIGKILL');
  await scene.end();
}, 30_000);

/** A projector in a process of its own. */
class Projector {
  readonly child: ChildProcess;
  begins = 0;
  ends = 0;

  constructor() {
    const args = [PROGRAM, scene.eventsFile, scene.server.url, scene.schema];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line === 'begins') this.begins += 1;
      else this.ends += 1;
    });
    this.child = child;
    projectors.push(this);
  }

  get isActive(): boolean {
    return this.begins > this.ends;
  }
}

async function until(isSo: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`It was not so within ${withinMs} ms.`);
    await sleep(50);
  }
}

async function caughtUp(): Promise<void> {
  const views = openPostgresViews(scene.place);
  try {
    await until(async () => {
      const { rows } = await sql<{ position: number; active: number }>`
        select min(position) as position, count(*) as active
        from projection_builds where state = 'active'`.execute(views);
      return rows[0]?.active === BUILDS && rows[0].position === (await scene.eventStore.head());
    });
  } finally {
    await views.destroy();
  }
}

/** Two projectors, of which the first is active, and continuous appends. */
async function twoProjectors(): Promise<readonly [Projector, Projector, () => Promise<void>]> {
  await scene.append(200);
  const first = new Projector();
  await until(() => first.isActive);
  const second = new Projector();
  let isGoingOn = true;
  const appending = (async () => {
    while (isGoingOn) await Promise.all([scene.append(40), sleep(20)]);
  })();
  const stop = async (): Promise<void> => {
    isGoingOn = false;
    await appending;
  };
  return [first, second, stop];
}

async function expectNothingTwiceNorSkipped(): Promise<void> {
  const { moves, broken } = await scene.brokenMoves();
  expect(broken).toEqual([]);
  expect(moves).toBeGreaterThan(10);
  await scene.expectVerified();
}

describe('Two projectors over the same views', () => {
  it('take turns: one works, and when it is killed the other goes on within 10 s', async () => {
    const [first, second, stop] = await twoProjectors();
    await sleep(2_000);
    expect([first.isActive, second.isActive]).toEqual([true, false]);

    first.child.kill('SIGKILL');
    const killedAt = Date.now();
    await until(() => second.isActive, TAKEN_OVER_WITHIN_MS);
    expect(Date.now() - killedAt).toBeLessThan(TAKEN_OVER_WITHIN_MS);

    // And back, in the other direction, while events keep coming.
    const third = new Projector();
    await sleep(1_500);
    second.child.kill('SIGKILL');
    await until(() => third.isActive, TAKEN_OVER_WITHIN_MS);
    await stop();
    await caughtUp();
    await expectNothingTwiceNorSkipped();
  }, 90_000);

  it('take turns also when one stands still, which does no harm when it wakes up', async () => {
    const [first, second, stop] = await twoProjectors();
    await sleep(1_000);
    first.child.kill('SIGSTOP');
    await until(() => second.isActive, TAKEN_OVER_WITHIN_MS);

    await sleep(1_000);
    first.child.kill('SIGCONT');
    await until(() => first.ends === 1);
    await sleep(1_000);
    expect([first.isActive, second.isActive]).toEqual([false, true]);
    await stop();
    await caughtUp();
    await expectNothingTwiceNorSkipped();
  }, 90_000);
});
