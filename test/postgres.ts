import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';

const PROGRAM = join(import.meta.dirname, 'postgres-server.mjs');

/** The database of `DATABASE_URL`, or a server that this process shares among all its specs. */
export async function postgresUrl(): Promise<string> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return given;
  return (await runningUrl()) ?? (await startShared());
}

/** A unique name for a schema. */
export function uniqueSchema(): string {
  return `ledger_test_${randomUUID().replaceAll('-', '')}`;
}

/** Drops a schema with its contents. */
export async function dropSchema(url: string, schema: string): Promise<void> {
  await withClient(url, (client) => client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`));
}

/** Runs work on a connection of its own. */
export async function withClient<Answer>(
  url: string,
  work: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A server for one test alone, to stop and crash at will. */
export class PostgresServer {
  readonly url: string;
  readonly #program: ChildProcess;

  private constructor(program: ChildProcess, url: string) {
    this.#program = program;
    this.url = url;
  }

  static async start(): Promise<PostgresServer> {
    const program = launch(join(tmpdir(), `ledger-postgres-${randomUUID()}`));
    return new PostgresServer(program, await begin(program));
  }

  /** Stops it; every connection breaks. Its data are kept. */
  async stop(): Promise<void> {
    await tell(this.#program, 'stop');
  }

  /** Ends it as a power cut would. Its data are kept. */
  async crash(): Promise<void> {
    await tell(this.#program, 'crash');
  }

  /** Starts it again on its data. */
  async restart(): Promise<void> {
    await tell(this.#program, 'start');
  }

  /** Stops it and deletes its data. */
  async end(): Promise<void> {
    const exit = once(this.#program, 'exit');
    this.#program.send('end');
    await exit;
  }
}

type Answer = { readonly url: string } | { readonly error: string };

function launch(note: string): ChildProcess {
  const args = [String(process.pid), note];
  return fork(PROGRAM, args, { stdio: 'ignore', execArgv: [], detached: true });
}

/** Starts a program's server for the first time. */
async function begin(program: ChildProcess): Promise<string> {
  try {
    return await tell(program, 'start');
  } catch (error) {
    // Otherwise this process would wait for it.
    program.kill();
    throw error;
  }
}

async function tell(program: ChildProcess, action: string): Promise<string> {
  program.send(action);
  const [answer] = (await once(program, 'message')) as [Answer];
  if ('error' in answer) throw new Error(`PostgreSQL did not ${action}: ${answer.error}`);
  return answer.url;
}

/** Specs only share their process, so that is where they find the server. */
const NOTE = join(tmpdir(), `ledger-postgres-of-${process.pid}`);

async function runningUrl(): Promise<string | undefined> {
  try {
    const url = await readFile(NOTE, 'utf8');
    await withClient(url, async () => undefined);
    return url;
  } catch {
    return undefined;
  }
}

/** It ends by itself with this process. */
async function startShared(): Promise<string> {
  const program = launch(NOTE);
  const url = await begin(program);
  await writeFile(NOTE, url);
  program.disconnect();
  program.unref();
  return url;
}
