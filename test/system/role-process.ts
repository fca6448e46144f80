import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVER } from './built.js';
import { environmentWithoutEngines } from './environment.js';
import { freePort } from './server-process.js';

/** A process's settings. */
export type Environment = Readonly<Record<string, string>>;

/** The answer of readiness. */
export interface Readiness {
  readonly status: number;
  readonly detail: string;
}

/** The built server in one role, in a process of its own. */
export class RoleProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  #said = '';

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
    child.stderr?.on('data', (piece: Buffer) => (this.#said += piece.toString()));
  }

  /** Starts it without waiting until it is ready. */
  static async start(role: string, environment: Environment): Promise<RoleProcess> {
    const port = await freePort();
    const address = { HOST: '127.0.0.1', PORT: String(port) };
    const child = spawn(process.execPath, [SERVER, '--role', role], {
      env: { ...environmentWithoutEngines(), LOG_LEVEL: 'info', ...environment, ...address },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    return new RoleProcess(child, `http://127.0.0.1:${port}`);
  }

  /** Everything it logged so far. */
  get said(): string {
    return this.#said;
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  /** Its readiness; a status of 0 if it does not answer. */
  async readiness(): Promise<Readiness> {
    try {
      const answer = await fetch(`${this.url}/health/ready`);
      const { detail = '' } = (await answer.json()) as { detail?: string };
      return { status: answer.status, detail };
    } catch {
      return { status: 0, detail: '' };
    }
  }

  /** Resolves once it is ready. */
  async ready(withinMs = 40_000): Promise<this> {
    await this.until(({ status }) => status === 200, withinMs);
    return this;
  }

  /** Resolves once readiness matches. */
  async until(isSo: (readiness: Readiness) => boolean, withinMs = 40_000): Promise<Readiness> {
    const giveUpAt = Date.now() + withinMs;
    for (;;) {
      const readiness = await this.readiness();
      if (isSo(readiness)) return readiness;
      const { exitCode } = this.#child;
      if (exitCode !== null || Date.now() > giveUpAt) {
        const { status, detail } = readiness;
        throw new Error(`Not so: ${status} ${detail} exit ${exitCode}\n${this.#said}`);
      }
      await sleep(100);
    }
  }

  /** Calls the API, with JSON or without a body. */
  async call(path: string, body?: unknown): Promise<Response> {
    if (body === undefined) return fetch(`${this.url}/api/v1${path}`);
    return fetch(`${this.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks it to stop; its exit status. */
  async stop(): Promise<number | null> {
    await this.#end('SIGTERM');
    return this.#child.exitCode;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exit;
  }
}

/** Waits for a condition; its error says what was not met. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 20_000,
): Promise<void> {
  const giveUpAt = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await sleep(50);
  }
}
