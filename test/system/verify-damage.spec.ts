import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import Database from 'better-sqlite3';
import { CLI, SEEDS } from './built.js';
import { environmentWithoutEngines } from './environment.js';

/** Each starts programs, which takes long on a busy machine. */
jest.setTimeout(60_000);

/** Root may write whatever a file's mode says, unless it drops that capability first. */
const HELD_BY_MODES =
  process.getuid?.() === 0
    ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override']
    : [];

let sound: string;
let folder: string;

beforeAll(async () => {
  sound = await mkdtemp(join(tmpdir(), 'ledger-sound-'));
  const env = { ...environmentWithoutEngines(), LEDGER_DATA: sound };
  execFileSync(process.execPath, [CLI, 'import', SEEDS], { env, stdio: 'pipe' });
}, 60_000);

afterAll(() => rm(sound, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-damaged-'));
  await cp(sound, folder, { recursive: true });
});

afterEach(async () => {
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true, force: true });
});

function ledger(...words: string[]) {
  const [program = '', ...args] = [...HELD_BY_MODES, process.execPath, CLI, ...words];
  return spawnSync(program, args, {
    env: { ...environmentWithoutEngines(), LEDGER_DATA: folder },
    encoding: 'utf8',
  });
}

function change(file: 'ledger.db' | 'views.db', sql: string): void {
  const connection = new Database(join(folder, file));
  connection.exec(sql);
  connection.close();
}

/** Drops the guards of the log, changes it and restores them, as an expert would. */
function tamper(sql: string): void {
  const connection = new Database(join(folder, 'ledger.db'));
  const guards = connection
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    )
    .all();
  for (const { name } of guards) connection.exec(`DROP TRIGGER ${name}`);
  connection.exec(sql);
  for (const guard of guards) connection.exec(guard.sql);
  connection.close();
}

const PAGE_BYTES = 4_096;

function bodyAt(position: number): string {
  const connection = new Database(join(folder, 'ledger.db'), { readonly: true });
  const body = connection.prepare('SELECT body FROM events WHERE position = ?').pluck();
  const found = String(body.get(position));
  connection.close();
  return found;
}

const TAIL = 'DELETE FROM events WHERE position > (SELECT max(position) - 3 FROM events)';

describe('verify', () => {
  it('finds nothing in a sound ledger, and ends with 0', () => {
    const { status, stdout } = ledger('verify');
    expect(stdout).toMatch(/^log: \d+ events, 0 damaged$/m);
    expect(status).toBe(0);
  });

  it('names a number that its print does not say, also in new views, and ends with 8', () => {
    const said = "json_extract(body, '$.data.printed') = '14773'";
    tamper(
      `UPDATE events SET body = replace(body, '"value":"14773"', '"value":"14774"') WHERE ${said}`,
    );
    expect(ledger('rebuild').status).toBe(0);
    const { status, stdout } = ledger('verify');
    expect(stdout).toMatch(
      /^log: \d+ events, 0 damaged\nto be looked at, and no damage: \d+$/m,
    );
    expect(stdout).toMatch(
      /event \S+ of figure-recorded-crime.all.*: today it would be refused/,
    );
    expect(status).toBe(8);
  });

  it('names a changed guard and ends with 4', () => {
    change('ledger.db', 'DROP TRIGGER events_no_delete');
    const { status, stdout } = ledger('verify');
    expect(stdout).toContain('file of the log: the guard events_no_delete is missing');
    expect(status).toBe(4);
  });

  it('reports what it read before damaged pages, and exits with 4', async () => {
    const file = join(folder, 'ledger.db');
    const bytes = await readFile(file);
    const at = bytes.indexOf(bodyAt(2_000));
    await writeFile(file, bytes.fill(0xa5, at - (at % PAGE_BYTES), at + 8));
    const { status, stdout } = ledger('verify');
    expect(stdout).toMatch(/^file of the log: /m);
    expect(stdout).toMatch(/^log: 19\d\d events, 0 damaged/m);
    expect(stdout).toMatch(/^not looked at: the log was read to position 19\d\d: /m);
    expect(status).toBe(4);
  });

  it('takes a file that is no database for a damaged record, and ends with 4', async () => {
    await writeFile(join(folder, 'ledger.db'), 'x'.repeat(5_000));
    const { status, stdout } = ledger('verify');
    expect(stdout).toContain('it is no database');
    expect(status).toBe(4);
  });

  it('misses a tail of the log that the views have seen, and ends with 1', () => {
    tamper(TAIL);
    const { status, stdout } = ledger('verify');
    expect(stdout).toMatch(
      /position \d+, event \S+: the views reflect it, and the log no longer has it there/,
    );
    expect(status).toBe(1);
  });

  it('is not alone in that: import does not write to such a record', () => {
    tamper(TAIL);
    const { status, stderr } = ledger('import', SEEDS);
    expect(stderr).toContain('its end was deleted');
    expect(status).toBe(2);
  });

  it('lists what it found where the views cannot be built, and ends with 1', () => {
    tamper("UPDATE events SET body = '{}' WHERE position = 40");
    const { status, stdout } = ledger('verify');
    expect(stdout).toMatch(/position 40, event \S+ of \S+: its body says/);
    expect(stdout).toContain('the views cannot be compared');
    expect(status).toBe(1);
  });

  it('never takes an empty record for a healthy one, and ends with 7', async () => {
    tamper('DELETE FROM events');
    await rm(join(folder, 'views.db'));
    const { status, stdout } = ledger('verify');
    expect(stdout).toContain('It holds no event.');
    expect(status).toBe(7);
  });

  it('names a dropped table and ends with 5; rebuild brings it back', () => {
    const views = new Database(join(folder, 'views.db'));
    const name = views
      .prepare("SELECT name FROM sqlite_schema WHERE name GLOB 'words_g*' AND type = 'table'")
      .pluck()
      .get();
    views.exec(`DROP TABLE ${String(name)}`);
    views.close();
    const { status, stdout, stderr } = ledger('verify');
    expect(stdout).toMatch(/^ {2}words: no such table/m);
    expect(stderr).not.toContain('SqliteError');
    expect(status).toBe(5);

    expect(ledger('rebuild').status).toBe(0);
    expect(ledger('verify').status).toBe(0);
  }, 30_000);

  it.each([
    ['are gone', () => rm(join(folder, 'views.db'))],
    [
      'lost their table of builds',
      async () => change('views.db', 'DROP TABLE projection_builds'),
    ],
    ['are no database', () => writeFile(join(folder, 'views.db'), 'x'.repeat(5_000))],
    [
      'have broken pages',
      async () => {
        const file = join(folder, 'views.db');
        const bytes = await readFile(file);
        await writeFile(file, bytes.fill(0xa5, 8_192));
      },
    ],
  ])(
    'says that views %s, and ends with 5; rebuild makes them anew',
    async (_, damage) => {
      await damage();
      const { status, stdout } = ledger('verify');
      expect(stdout).toContain('the views cannot be compared');
      expect(status).toBe(5);

      const rebuilt = ledger('rebuild');
      expect([rebuilt.status, rebuilt.stderr]).toEqual([
        0,
        expect.not.stringContaining('Error'),
      ]);
      expect(ledger('verify').status).toBe(0);
    },
    30_000,
  );

  it('works on a copy that cannot be written to, and leaves nothing in it', async () => {
    for (const file of ['ledger.db', 'views.db']) await chmod(join(folder, file), 0o444);
    await chmod(folder, 0o555);
    const { status, stdout, stderr } = ledger('verify');
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    expect(stdout).toMatch(/^views: [1-9]\d* tables, 0 different$/m);
  }, 30_000);

  it('looks at documents that are not there last, and ends with 2', () => {
    const { status, stdout } = ledger('verify', '--artefacts', join(folder, 'nowhere'));
    expect(stdout).toMatch(/^log: [1-9]\d* events, 0 damaged$/m);
    expect(stdout).toMatch(/^not looked at: the documents: /m);
    expect(status).toBe(2);
  });
});
