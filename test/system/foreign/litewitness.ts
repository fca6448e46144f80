import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifierOf, type NoteVerifier } from '@ledger/transparency';
import Database from 'better-sqlite3';
import { builtGo } from '../../foreign-verifier/build.js';
import { freePort } from '../server-process.js';

const STARTED_WITHIN_MS = 20_000;
const LOOK_AGAIN_MS = 20;
const PUBLIC_KEY_BYTES = 32;

/** A `litewitness` (filippo.io/torchwood), with its key in an ssh-agent, in one folder. */
export class Litewitness {
  readonly name = 'witness.example/one';
  readonly url: string;
  readonly verifier: NoteVerifier;
  readonly #folder: string;
  readonly #agent: ChildProcess;
  #server: ChildProcess | undefined;

  private constructor(folder: string, port: number, agent: ChildProcess) {
    this.#folder = folder;
    this.#agent = agent;
    this.url = `http://127.0.0.1:${port}`;
    const [, line = ''] = readFileSync(`${this.#key}.pub`, 'utf8').split(' ');
    const key = Buffer.from(line, 'base64').subarray(-PUBLIC_KEY_BYTES);
    this.verifier = verifierOf(this.name, 'cosignature-v1', key);
  }

  /** Starts a witness that knows no log yet. */
  static async start(folder: string): Promise<Litewitness> {
    const socket = join(folder, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    await until(() => existsSync(socket));
    const key = join(folder, 'witness');
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    run('ssh-add', ['-q', key], { SSH_AUTH_SOCK: socket });
    const witness = new Litewitness(folder, await freePort(), agent);
    await witness.resume();
    return witness;
  }

  get #key(): string {
    return join(this.#folder, 'witness');
  }

  /** Has it cosign a log, as its `witnessctl add-log` does. */
  knows(origin: string, key: string): void {
    const database = new Database(join(this.#folder, 'witness.db'));
    const emptyTree = createHash('sha256').digest('base64');
    database.prepare('INSERT INTO log VALUES (?, 0, ?)').run(origin, emptyTree);
    database.prepare('INSERT INTO key VALUES (?, ?)').run(origin, key);
    database.close();
  }

  /** Starts it again. */
  async resume(): Promise<void> {
    const program = builtGo('test/foreign-programs', 'filippo.io/torchwood/cmd/litewitness');
    const [, fingerprint = ''] = run('ssh-keygen', ['-lf', `${this.#key}.pub`]).split(' ');
    const args = [
      ...[`-name=${this.name}`, `-db=${join(this.#folder, 'witness.db')}`],
      ...[`-ssh-agent=${join(this.#folder, 'agent')}`, `-key=${fingerprint}`],
      `-listen=${new URL(this.url).host}`,
    ];
    this.#server = spawn(program, args, { stdio: 'ignore' });
    await until(() =>
      fetch(this.url).then(
        () => true,
        () => false,
      ),
    );
  }

  /** Ends it; what it cosigned stays in its folder. */
  async pause(): Promise<void> {
    await ended(this.#server);
    this.#server = undefined;
  }

  async stop(): Promise<void> {
    await this.pause();
    await ended(this.#agent);
  }
}

function run(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  if (status === 0) return stdout;
  throw new Error(`${program} is needed (apt install openssh-client): ${stderr}`, {
    cause: error,
  });
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + STARTED_WITHIN_MS;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('The witness did not start.');
    await sleep(LOOK_AGAIN_MS);
  }
}
