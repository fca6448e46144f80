import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openLog, openLogToRead, readPlace } from '@ledger/deployment';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { verifyTransparencyLog } from '@ledger/integrity';
import { canonicalJson, type Json } from '@ledger/kernel';
import { bringLogOn } from '@ledger/transparency-log';
import Database from 'better-sqlite3';
import { CLI, SEEDS } from './built.js';
import { environmentWithoutEngines } from './environment.js';

type Connection = InstanceType<typeof Database>;
type Body = Record<string, Json> & { data: Record<string, Json> };
interface Row {
  readonly position: number;
  readonly id: string;
  readonly body: string;
}

const BIT_FLIPS = 60;
const FIGURE = "type = 'FigureRecorded' AND position > 1500";
const GUARDS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";

let home = '';
let folder = '';
let kept = '';

const environment = (data: string) => ({ ...environmentWithoutEngines(), LEDGER_DATA: data });
const placeIn = (data: string) => readPlace({ LEDGER_DATA: data });
const fileIn = (data: string) => join(data, 'ledger.db');

async function bringOn(data: string): Promise<void> {
  const eventStore = SqliteEventStore.open({ file: fileIn(data), readonly: true });
  await bringLogOn({ ...openLog(placeIn(data))!, eventStore });
  await eventStore.close();
}

async function found(checkpoint?: string) {
  const eventStore = SqliteEventStore.open({ file: fileIn(folder), readonly: true });
  try {
    const log = openLogToRead(placeIn(folder));
    const { differences } = await verifyTransparencyLog(log, eventStore, checkpoint);
    return differences;
  } finally {
    await eventStore.close();
  }
}

function change(change: (connection: Connection) => void): void {
  const connection = new Database(fileIn(folder));
  const guards = connection.prepare<[], { name: string; sql: string }>(GUARDS).all();
  for (const { name } of guards) connection.exec(`DROP TRIGGER ${name}`);
  change(connection);
  for (const { sql } of guards) connection.exec(sql);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
}

function rowWhere(connection: Connection, where: string): Row {
  const sql = `SELECT position, id, body FROM events WHERE ${where} ORDER BY position LIMIT 1`;
  return connection.prepare<[], Row>(sql).get()!;
}

/** Changes the body of one event, keeps its bytes canonical, and returns its id. */
function says(where: string, alter: (body: Body) => void): string {
  let id = '';
  change((connection) => {
    const row = rowWhere(connection, where);
    const body = JSON.parse(row.body) as Body;
    alter(body);
    id = row.id;
    connection
      .prepare('UPDATE events SET body = ? WHERE position = ?')
      .run(canonicalJson(body), row.position);
  });
  return id;
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'ledger-tampered-log-'));
  const whole = join(home, 'whole');
  execFileSync(process.execPath, [CLI, 'import', SEEDS], {
    env: environment(whole),
    stdio: 'pipe',
  });
  await bringOn(whole);
  kept = join(home, 'kept');
  const { status } = spawnSync(process.execPath, [CLI, 'verify', '--checkpoint', kept], {
    env: environment(whole),
    encoding: 'utf8',
  });
  expect(status).toBe(0);
}, 120_000);

beforeEach(async () => {
  folder = join(home, 'copy');
  await rm(folder, { recursive: true, force: true });
  await cp(join(home, 'whole'), folder, { recursive: true });
});

afterAll(() => rm(home, { recursive: true, force: true }));

describe('A change in the event log is named by its event', () => {
  it.each<[string, (body: Body) => void]>([
    ['value and printed', ({ data }) => Object.assign(data, { value: '9', printed: '9' })],
    ['value alone', ({ data }) => Object.assign(data, { value: '987654' })],
    [
      'recordedAt to 2020',
      (body) => Object.assign(body, { recordedAt: '2020-01-01T00:00:00.000Z' }),
    ],
    [
      'recordedAt to 2099',
      (body) => Object.assign(body, { recordedAt: '2099-01-01T00:00:00.000Z' }),
    ],
    ['recordedAt to no moment', (body) => Object.assign(body, { recordedAt: 'yesterday' })],
    ['actor', (body) => Object.assign(body, { actor: 'somebody' })],
    ['published date', ({ data }) => Object.assign(data, { published: { at: '2001' } })],
    ['salt', (body) => Object.assign(body, { salt: 'AAAAAAAAAAAAAAAAAAAAAA' })],
    ['data of another shape', (body) => Object.assign(body, { data: { figure: 1 } })],
  ])('%s', async (_, alter) => {
    const id = says(FIGURE, alter);
    const differences = await found();
    expect(differences.filter(({ eventId }) => eventId !== '')).toEqual([
      expect.objectContaining({ eventId: id }),
    ]);
  });

  it("the artefact's sha256", async () => {
    const id = says("type = 'PublicationRegistered'", ({ data }) =>
      Object.assign(data, { artefact: { sha256: 'a'.repeat(64) } }),
    );
    expect(await found()).toContainEqual(expect.objectContaining({ eventId: id }));
  });

  it.each([
    ['the last event', 'position = (SELECT max(position) FROM events)'],
    [
      "a measure's stream",
      "stream = (SELECT min(stream) FROM events WHERE stream LIKE 'measure-%')",
    ],
    ['whole publications', "body LIKE '%kent-pdb-2024-09%'"],
  ])('%s deleted, by the positions that are empty', async (_, where) => {
    let gone: number[] = [];
    change((connection) => {
      const sql = `SELECT position FROM events WHERE ${where} ORDER BY position`;
      gone = connection.prepare<[], number>(sql).pluck().all();
      connection.exec(`DELETE FROM events WHERE ${where}`);
    });
    expect(gone.length).toBeGreaterThan(0);
    const missing = (await found()).filter(({ what }) => what.includes('the event is gone'));
    expect(missing.map(({ position }) => position)).toEqual(gone.slice(0, 1_000));
  });

  it('one deleted and the positions behind it closed up', async () => {
    change((connection) => {
      connection.exec('DELETE FROM events WHERE position = 2000');
      connection.exec('UPDATE events SET position = -position WHERE position > 2000');
      connection.exec('UPDATE events SET position = -position - 1 WHERE position < 0');
    });
    const [first] = (await found()).filter(({ position }) => position > 0);
    expect(first).toMatchObject({ position: 2_000, what: expect.stringContaining('changed') });
  });

  it('two positions swapped, and the last one moved on', async () => {
    change((connection) => {
      for (const [from, to] of [
        [1600, -1],
        [1601, 1600],
        [-1, 1601],
      ]) {
        connection.exec(`UPDATE events SET position = ${to} WHERE position = ${from}`);
      }
      connection.exec(
        'UPDATE events SET position = 9000 WHERE position = (SELECT max(position) FROM events)',
      );
    });
    const positions = (await found()).map(({ position }) => position);
    expect(positions).toEqual(expect.arrayContaining([1600, 1601]));
    expect(positions.filter((position) => position > 1601).length).toBeGreaterThan(0);
  });

  it(`${BIT_FLIPS} of ${BIT_FLIPS} single bits of stored events`, async () => {
    const rows = new Database(fileIn(folder), { readonly: true });
    const events = rows.prepare<[], Row>('SELECT position, id, body FROM events').all();
    rows.close();
    for (let flip = 0; flip < BIT_FLIPS; flip += 1) {
      const event = events[Math.floor((events.length * (flip + 0.5)) / BIT_FLIPS)]!;
      const bytes = Buffer.from(event.body);
      bytes[(flip * 7_919) % bytes.length]! ^= 1 << (flip % 7);
      const put = (body: string | Buffer) =>
        change((connection) =>
          connection
            .prepare('UPDATE events SET body = CAST(? AS TEXT) WHERE position = ?')
            .run(body, event.position),
        );
      put(bytes);
      const differences = (await found()).filter(({ eventId }) => eventId !== '');
      expect([flip, differences]).toEqual([
        flip,
        [expect.objectContaining({ eventId: event.id })],
      ]);
      put(event.body);
    }
  });
});

describe('A file that was rewritten, with a log that fits it', () => {
  it('is found by the checkpoint that somebody kept, and passes without', async () => {
    says(FIGURE, ({ data }) => Object.assign(data, { value: '9', printed: '9' }));
    await rm(join(folder, 'log'), { recursive: true });
    await bringOn(folder);
    expect(await found()).toEqual([]);
    expect(await found(kept)).toEqual([
      expect.objectContaining({ what: expect.stringContaining(`the checkpoint in ${kept}`) }),
    ]);
  });

  it('is found by a signature that is not of the key that was used', async () => {
    await rm(join(folder, 'log.key'));
    openLog(placeIn(folder));
    expect((await found())[0]!.what).toContain('has a checkpoint of');
  });

  it('leaves the kept checkpoint as it was, which goes on once all is well', async () => {
    const before = await readFile(kept, 'utf8');
    says(FIGURE, (body) => Object.assign(body, { actor: 'somebody' }));
    expect((await found(kept)).length).toBeGreaterThan(0);
    expect(await readFile(kept, 'utf8')).toBe(before);
    const first = join(home, 'first');
    await writeFile(first, before);
    await cp(join(home, 'whole', 'ledger.db'), fileIn(folder));
    expect(await found(first)).toEqual([]);
  });
});

describe('The command verify', () => {
  it('names the event, and ends with 1', () => {
    const id = says(FIGURE, ({ data }) => Object.assign(data, { value: '987654' }));
    const { status, stdout } = spawnSync(process.execPath, [CLI, 'verify'], {
      env: environment(folder),
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toContain(`event ${id}`);
    expect(stdout).toMatch(/it is not what the log has of it: its stored bytes changed/);
  });
});
