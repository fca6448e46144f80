import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startServer, type ServerProcess } from './server-process.js';

/** Root may write whatever a file's mode says, unless it drops that capability first. */
const HELD_BY_MODES =
  process.getuid?.() === 0
    ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override']
    : [];

const FIGURE = 'recorded-crime.all/kent/2024-05';
const READ_ONLY = 0o444;

let folder: string;
let server: ServerProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-read-only-'));
});

afterEach(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true });
});

function register({ url }: ServerProcess): Promise<Response> {
  return fetch(`${url}/api/v1/publishers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'somebody', title: 'Somebody', kind: 'police-force' }),
  });
}

describe('A record that may only be read', () => {
  it('refuses what would be written clearly, and goes on serving reads', async () => {
    server = await startServer(folder);
    expect(await server.stop()).toBe(0);
    chmodSync(join(folder, 'ledger.db'), READ_ONLY);

    server = await startServer(folder, {}, HELD_BY_MODES);
    const refused = await register(server);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect(await refused.json()).toMatchObject({
      code: 'store-unavailable',
      detail: expect.stringContaining('readonly'),
    });
    const read = await fetch(`${server.url}/api/v1/figures/${FIGURE}`);
    expect(await read.json()).toMatchObject({ valueInForce: { printed: expect.any(String) } });
    expect(await server.stop()).toBe(0);
  }, 120_000);
});
