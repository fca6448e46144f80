import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import { doublingBackOff, isAborted, pause } from '@ledger/kernel';
import type { Duty } from './duty.js';
import { StandingLog } from './projector-fault.js';
import { STOP, type Moved, type ProjectorTask, type SpansLost } from './projector-messages.js';

/** A thread that ran this long is restarted as if it had never crashed. */
const WELL_AFTER_MS = 60_000;

const log = new Logger('projector');
const traceLog = new Logger('tracing');

/**
 * A projector in a thread of its own, so that it delays neither reports nor reads.
 *
 * A thread that ends unexpectedly is restarted with back-off; until the new thread reports its
 * state, {@link fault} says why the last one ended.
 */
export class ProjectorThread implements Duty {
  readonly name = 'projector';
  readonly #task: ProjectorTask;
  readonly #program: URL;
  readonly #stopping = new AbortController();
  readonly #standing = new StandingLog(log);
  #worker: Worker | undefined;
  #fault: string | undefined = 'The projector has not reported yet.';
  #ended: Promise<void> = Promise.resolve();

  /** @param program what the thread runs; replaced only in tests */
  constructor(
    task: ProjectorTask,
    program: URL = new URL('./projector-worker.js', import.meta.url),
  ) {
    this.#task = task;
    this.#program = program;
  }

  get fault(): string | undefined {
    return this.#fault;
  }

  start(changed: () => void): void {
    this.#ended = this.#keepRunning(changed);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#worker?.postMessage(STOP);
    await this.#ended;
  }

  async #keepRunning(changed: () => void): Promise<void> {
    const { signal } = this.#stopping;
    for (let crashes = 0; !signal.aborted; crashes += 1) {
      const startedAtMs = performance.now();
      const reason = await this.#run(changed);
      if (isAborted(signal)) return;
      if (performance.now() - startedAtMs > WELL_AFTER_MS) crashes = 0;
      this.#fault = `The projector crashed and is started again: ${reason}`;
      log.error(this.#fault);
      await pause(doublingBackOff(crashes), signal);
    }
  }

  /** Resolves when the thread ends, with the reason. */
  #run(changed: () => void): Promise<string> {
    const worker = new Worker(this.#program, { workerData: this.#task });
    this.#worker = worker;
    worker.on('message', (message: Moved | SpansLost) => {
      if ('spansLost' in message) {
        traceLog.warn(message.spansLost);
        return;
      }
      this.#fault = message.fault;
      this.#standing.look(message.standing);
      changed();
    });
    return new Promise((resolve) => {
      let reason: string | undefined;
      worker.once('error', (error) => (reason = String(error)));
      worker.once('exit', (code) => resolve(reason ?? `it ended with code ${code}`));
    });
  }
}
