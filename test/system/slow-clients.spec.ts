import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServer, type ServerProcess } from './server-process.js';

const LINES = 60_000;
const CONNECTIONS = 20;

let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-slow-'));
  server = await startServer(join(folder, 'data'), {
    LEDGER_SEEDS: 'none',
    BODY_MS_MAX: '500',
    CONNECTIONS_MAX: String(CONNECTIONS),
  });
}, 120_000);

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function connection(): Socket {
  const { hostname, port } = new URL(server.url);
  return connect(Number(port), hostname);
}

/** A connection with an unfinished command. */
function begun(type: string, length = 'transfer-encoding: chunked'): Socket {
  const socket = connection();
  socket.write(
    `POST /api/v1/reports HTTP/1.1\r\nhost: 127.0.0.1\r\n` +
      `content-type: ${type}\r\n${length}\r\n\r\n`,
  );
  return socket;
}

describe('A body that never ends', () => {
  it('is answered 408, and its connection is ended', async () => {
    const socket = begun('application/json', 'content-length: 1000');
    const trickle = setInterval(() => socket.write(' '), 50);
    const answer = await text(socket);
    clearInterval(trickle);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(answer).toContain('"code":"body-timed-out"');
  });

  it('of lines gets the refusal in a last line, after the answers to the others', async () => {
    const socket = begun('application/x-ndjson');
    socket.write('2\r\n0\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toMatch(
      /"line":1,"outcome":"refused".*"outcome":"failed","code":"body-timed-out"/s,
    );
  });
});

describe('A client that sends all before it reads', () => {
  it(`is answered every one of ${LINES} lines`, async () => {
    const report = JSON.stringify({ publication: 'none', note: 'x'.repeat(200) });
    const body = `${report}\n`.repeat(LINES);
    const socket = begun('application/x-ndjson', `content-length: ${Buffer.byteLength(body)}`);
    await new Promise((resolve) => socket.write(body, resolve));
    let answered = 0;
    const lines = createInterface({ input: socket });
    for await (const line of lines) {
      if (!line.startsWith('{')) continue;
      answered += 1;
      expect(line).toContain(`{"line":${answered},`);
      if (answered === LINES) break;
    }
    socket.destroy();
  }, 60_000);
});

describe('More connections than are taken', () => {
  it('are closed as they come, and the others are served', async () => {
    const held = Array.from({ length: CONNECTIONS }, connection);
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    const one = connection();
    one.on('error', () => undefined);
    await once(one, 'close');
    held[0]?.write('GET /health/live HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n');
    const [answer] = await once(held[0]!, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
    for (const socket of held) socket.destroy();
  });
});
