import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { checkLog } from '@ledger/integrity';
import { canonicalJson, type Json } from '@ledger/kernel';
import Database from 'better-sqlite3';
import { CLI, SEEDS } from './built.js';
import { environmentWithoutEngines } from './environment.js';

type Body = Record<string, Json> & { data: Record<string, Json> };
type Connection = InstanceType<typeof Database>;

const REVISED = "type = 'FigureRecorded' AND position > 1500";

let folder = '';
let copy = '';

function environment(): NodeJS.ProcessEnv {
  return { ...environmentWithoutEngines(), LEDGER_DATA: folder };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-tamper-'));
  copy = join(folder, 'copy.db');
  execFileSync(process.execPath, [CLI, 'import', SEEDS], { env: environment(), stdio: 'pipe' });
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function kindsAfter(change: (connection: Connection) => void): Promise<string[]> {
  await copyFile(join(folder, 'ledger.db'), copy);
  const connection = new Database(copy);
  const guards = connection
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    )
    .all();
  for (const { name } of guards) connection.exec(`DROP TRIGGER ${name}`);
  change(connection);
  for (const { sql } of guards) connection.exec(sql);
  connection.close();
  const store = SqliteEventStore.open({ file: copy, readonly: true });
  try {
    const check = await checkLog(store, undefined, { hasEveryPosition: true });
    const found = [...check.damages, ...check.notices];
    return [...new Set(found.map(({ kind }) => kind)), ...store.damages()];
  } finally {
    await store.close();
  }
}

/** Changes the body of one event, and keeps its bytes canonical. */
function says(where: string, change: (body: Body) => void): (connection: Connection) => void {
  return (connection) => {
    const found = connection
      .prepare<[], { position: number; body: string }>(
        `SELECT position, body FROM events WHERE ${where} ORDER BY position LIMIT 1`,
      )
      .get();
    if (found === undefined) throw new Error(`no event where ${where}`);
    const body = JSON.parse(found.body) as Body;
    change(body);
    connection
      .prepare('UPDATE events SET body = ? WHERE position = ?')
      .run(canonicalJson(body), found.position);
  };
}

/** Replaces the body of one event. */
function bodyOf(body: string): (connection: Connection) => void {
  return (connection) => {
    const where = `position = (SELECT min(position) FROM events WHERE ${REVISED})`;
    connection.prepare(`UPDATE events SET body = ? WHERE ${where}`).run(body);
  };
}

const run = (sql: string) => (connection: Connection) => void connection.exec(sql);

describe('a change in the file of the log is named', () => {
  it.each([
    ['none', () => undefined, []],
    [
      'value and printed of one event',
      says(REVISED, ({ data }) => Object.assign(data, { value: '987654', printed: '987654' })),
      ['other-id'],
    ],
    [
      'its publisher',
      says(REVISED, ({ data }) => Object.assign(data, { publisher: 'ons' })),
      ['other-content'],
    ],
    [
      'value alone',
      says(REVISED, ({ data }) => Object.assign(data, { value: '987654' })),
      ['print-not-read'],
    ],
    [
      'recordedAt to 2020',
      says(REVISED, (body) => Object.assign(body, { recordedAt: '2020-01-01T00:00:00.000Z' })),
      ['other-clock'],
    ],
    [
      'recordedAt to 2099',
      says(REVISED, (body) => Object.assign(body, { recordedAt: '2099-01-01T00:00:00.000Z' })),
      ['other-clock'],
    ],
    [
      'recordedAt to no moment',
      says(REVISED, (body) => Object.assign(body, { recordedAt: 'yesterday' })),
      ['other-clock'],
    ],
    [
      'the title of a publication',
      says("type = 'PublicationRegistered'", ({ data }) => Object.assign(data, { title: 'X' })),
      ['other-id'],
    ],
    [
      'data of another shape',
      says(REVISED, (body) => Object.assign(body, { data: { figure: 1 } })),
      ['unreadable'],
    ],
    ['a body that is JSON and no object', bodyOf('null'), ['unreadable']],
    ['a body that is a list', bodyOf('[]'), ['unreadable']],
    ['a body with a number that JSON cannot say', bodyOf('{"data":1e999}'), ['unreadable']],
    ['a body without the rest', bodyOf('{}'), ['unreadable']],
    [
      'a name that no event has',
      says(REVISED, (body) => Object.assign(body, { x: 1 })),
      ['unreadable'],
    ],
    [
      'its actor to a number',
      says(REVISED, (body) => Object.assign(body, { actor: 1 })),
      ['unreadable'],
    ],
    [
      'its schemaVersion',
      says(REVISED, (body) => Object.assign(body, { schemaVersion: 9 })),
      ['unreadable'],
    ],
    [
      'its type, to one there is not',
      (connection) => {
        says(REVISED, (body) => Object.assign(body, { type: 'FigureForgotten' }))(connection);
        connection.exec(
          "UPDATE events SET type = 'FigureForgotten' WHERE type <> body ->> '$.type'",
        );
      },
      ['unreadable'],
    ],
    [
      'a position far behind',
      run(
        'UPDATE events SET position = 9000 WHERE position = (SELECT max(position) FROM events)',
      ),
      ['missing-position'],
    ],
    [
      'a registered publication deleted',
      run(
        "DELETE FROM events WHERE stream = 'publication-kent-pdb-2024-09'; " +
          'DELETE FROM events WHERE position < 0',
      ),
      ['missing-position', 'unknown-reference'],
    ],
    [
      'a trigger added',
      run('CREATE TRIGGER rewrites AFTER INSERT ON events BEGIN SELECT 1; END'),
      ["the trigger rewrites is not the ledger's"],
    ],
  ])('%s', async (_, change, expected) => {
    expect((await kindsAfter(change)).sort()).toEqual([...expected].sort());
  });
});
