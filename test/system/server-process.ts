import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVER } from './built.js';
import { environmentWithoutEngines } from './environment.js';

const READY_WITHIN_MS = 60_000;

/** The built server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Its standard error so far. */
  errors(): string;
  /** Its resident memory in bytes, as the system counts. */
  residentBytes(): number;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop, and waits. */
  stop(): Promise<number | null>;
}

/**
 * @param by a command that starts another in its own way, with its options
 * @param until what to wait for
 * @throws {Error} it ended, or was not ready in time
 */
export async function startServer(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
  by: readonly string[] = [],
  until: 'ready' | 'live' = 'ready',
): Promise<ServerProcess> {
  const port = await freePort();
  const [command, ...options] = [...by, process.execPath, SERVER];
  const child = spawn(command, options, {
    env: {
      ...environmentWithoutEngines(),
      HOST: '127.0.0.1',
      PORT: String(port),
      LEDGER_DATA: dataFolder,
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
  child.stderr?.pipe(process.stderr, { end: false });
  const url = `http://127.0.0.1:${port}`;
  await well(child, `${url}/health/${until}`);
  return {
    url,
    errors: () => errors,
    residentBytes: () => residentBytes(child),
    kill: async () => {
      await end(child, 'SIGKILL');
    },
    stop: () => end(child, 'SIGTERM'),
  };
}

/** A free port. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

async function well(child: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status === 200) return;
    await sleep(50);
  }
  await end(child, 'SIGKILL');
  throw new Error(`The server was not well within ${READY_WITHIN_MS} ms.`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

function residentBytes({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
