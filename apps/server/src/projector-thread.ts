import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { doublingBackOff, type ProjectionStatus } from '@ledger/projections-port';
import { STOP, type ProjectorReport, type ProjectorTask } from './projector-messages.js';

/** What is told of a projector thread. */
export interface ProjectorListeners {
  readonly onStatuses: (statuses: readonly ProjectionStatus[]) => void;
  readonly onCrash: (reason: string) => void;
}

/** A thread that runs as long before it is considered well again. */
const WELL_AFTER_MS = 60_000;

/**
 * Keeps the views up with the record in a thread of its own, so that neither reports nor reads
 * wait for it.
 *
 * A thread that ends without being told to is started again, each time a little later; until it
 * tells how it is, {@link fault} says what happened to the last one.
 */
export class ProjectorThread {
  readonly #task: ProjectorTask;
  readonly #listeners: ProjectorListeners;
  readonly #stopping = new AbortController();
  #worker: Worker | undefined;
  #fault: string | undefined = 'The projector has not told yet how it is.';
  #ended: Promise<void> = Promise.resolve();

  constructor(task: ProjectorTask, listeners: ProjectorListeners) {
    this.#task = task;
    this.#listeners = listeners;
  }

  /** What is wrong with the thread itself; nothing while it runs. */
  get fault(): string | undefined {
    return this.#fault;
  }

  start(): void {
    this.#ended = this.#keepRunning();
  }

  /** Resolves when the thread has finished the commit it was at. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#worker?.postMessage(STOP);
    await this.#ended;
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#stopping;
    for (let crashes = 0; !signal.aborted; crashes += 1) {
      const startedAtMs = performance.now();
      const reason = await this.#run();
      if (signal.aborted) return;
      if (performance.now() - startedAtMs > WELL_AFTER_MS) crashes = 0;
      this.#fault = `The projector crashed and is started again: ${reason}`;
      this.#listeners.onCrash(reason);
      await sleep(doublingBackOff(crashes), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves with the reason when the thread ends. */
  #run(): Promise<string> {
    const worker = new Worker(new URL('./projector-worker.js', import.meta.url), {
      workerData: this.#task,
    });
    this.#worker = worker;
    worker.on('message', ({ statuses }: ProjectorReport) => {
      this.#fault = undefined;
      this.#listeners.onStatuses(statuses);
    });
    return new Promise((resolve) => {
      let reason: string | undefined;
      worker.once('error', (error) => (reason = error.message));
      worker.once('exit', (code) => resolve(reason ?? `it ended with code ${code}`));
    });
  }
}
