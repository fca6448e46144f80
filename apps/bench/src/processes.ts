import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadResult } from './load.js';

/** The compiled program of the server, beside this one. */
const SERVER = fileURLToPath(new URL('../../server/src/main.js', import.meta.url));

/** As `npm start` sets it: in a smaller young generation, a stream's garbage would be promoted. */
const SERVER_FLAGS = ['--max-semi-space-size=32'];

const DAY_MS = 86_400_000;
const READY_WITHIN_MS = 120_000;

/** Loaded before the server if its main thread is to be watched. */
const PROBE = new URL('./stall-probe.js', import.meta.url).href;

/** The server in a process of its own. */
export interface RunningServer {
  readonly url: string;
  /** Resident memory in bytes, as the system counts it. */
  residentBytes(): number;
  /** The longest that its main thread blocked the event loop since the last call. */
  longestStallMs(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts the server on a folder and waits until it is ready.
 *
 * @throws {Error} it ended, or was not ready in time
 */
export async function startServer(
  dataFolder: string,
  { isProbed = false } = {},
): Promise<RunningServer> {
  const port = await freePort();
  const probe = isProbed ? ['--import', PROBE] : [];
  const child = spawn(process.execPath, [...SERVER_FLAGS, ...probe, SERVER], {
    env: {
      ...embedded(process.env),
      LEDGER_DATA: dataFolder,
      // Generated events are dated 2024, longer ago than a log may have been idle.
      LEDGER_TIME_ACCEPTED_UNTIL: new Date(Date.now() + DAY_MS).toISOString(),
      PORT: String(port),
      HOST: '127.0.0.1',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = `http://127.0.0.1:${port}`;
  await ready(child, `${url}/health/ready`);
  return {
    url,
    residentBytes: () => residentBytes(child.pid ?? 0),
    longestStallMs: async () => {
      child.send('tell');
      const [{ stallMs }] = (await once(child, 'message')) as [{ stallMs: number }];
      return stallMs;
    },
    stop: () => stop(child),
  };
}

/** The embedded server must not use the engines that are measured separately. */
function embedded(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isEngine = /^(?:EVENTSTORE|DATABASE|KAFKA)_|^LEDGER_ROLE$/;
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !isEngine.test(name)),
  );
}

/** Starts the empty route in a process of its own and resolves with its address. */
export async function startEmptyRoute(): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(fileURLToPath(new URL('./empty-route.js', import.meta.url)));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { url: `http://127.0.0.1:${port}`, stop: () => stop(child) };
}

/** Starts a client process, which executes its orders one after the other. */
export function startLoad(): {
  carryOut(order: LoadOrder): Promise<LoadResult>;
  stop(): Promise<void>;
} {
  const child = fork(fileURLToPath(new URL('./load.js', import.meta.url)));
  return {
    carryOut: async (order) => {
      child.send(order);
      const [result] = (await once(child, 'message')) as [LoadResult];
      return result;
    },
    stop: () => stop(child),
  };
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}.`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop(child);
  throw new Error(`The server was not ready within ${READY_WITHIN_MS} ms.`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

/** @throws {Error} the system has no /proc */
function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
