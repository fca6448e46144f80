import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type ServerProcess } from '../server-process.js';

const run = promisify(execFile);
const VALIDATOR = 'csvw==4.1.1';
const INSTALL_MS_MAX = 300_000;
const VALIDATE_MS_MAX = 60_000;

let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-csvw-'));
  await run('python3', ['-m', 'venv', folder], { timeout: INSTALL_MS_MAX });
  const quietly = ['install', '--quiet', '--disable-pip-version-check'];
  await run(join(folder, 'bin', 'pip'), [...quietly, VALIDATOR], { timeout: INSTALL_MS_MAX });
  server = await startServer(join(folder, 'data'));
}, 2 * INSTALL_MS_MAX);

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

/** The validator's verdict on a table or a description at an address. */
async function verdictOn(address: string): Promise<string> {
  const asked = run(join(folder, 'bin', 'csvwvalidate'), [`${server.url}${address}`], {
    timeout: VALIDATE_MS_MAX,
  });
  const { stdout } = await asked.catch((error: unknown) => error as { stdout: string });
  return stdout.trim();
}

describe('The description of a table, read by the Python package csvw', () => {
  it.each([
    '/api/v1/figures.csv',
    '/api/v1/series/recorded-crime.all.csv',
    '/api/v1/publications/kent-pdb-2024-09/figures.csv',
  ])(
    'fits %s, at its own address and where the link of the table leads',
    async (path) => {
      const { headers } = await fetch(`${server.url}${path}`, { method: 'HEAD' });
      const [, description = ''] =
        /^<([^>]+)>; rel="describedby"/.exec(headers.get('link') ?? '') ?? [];
      expect(description).toMatch(/^\/api\/v1\/tables\//);
      expect(await verdictOn(description)).toBe('OK');
      expect(await verdictOn(path)).toBe('OK');
    },
    2 * VALIDATE_MS_MAX,
  );

  it(
    'does not fit a table of other columns',
    async () => {
      const of = encodeURIComponent('/api/v1/figures.csv');
      expect(await verdictOn(`/api/v1/tables/series?of=${of}`)).not.toMatch(/^OK$/m);
    },
    VALIDATE_MS_MAX,
  );
});
