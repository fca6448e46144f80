import { Worker, type ResourceLimits } from 'node:worker_threads';
import { doublingBackOff, isAborted, pause } from '@ledger/kernel';
import { STOP } from './thread-side.js';

/** What a thread runs, and who hears of it. */
export interface KeptThreadParts<Task, Message> {
  readonly program: URL;
  /** Copied to the thread, which can be given no functions and no objects of classes. */
  readonly task: Task;
  /** Those of the process by default. */
  readonly limits?: ResourceLimits;
  readonly onMessage: (message: Message) => void;
  /** Called with the reason when the thread has ended and is going to be started again. */
  readonly onCrash: (reason: string) => void;
}

/** A thread that ran this long is restarted as if it had never crashed. */
const WELL_AFTER_MS = 60_000;

/** A thread that is started again, with back-off, whenever it ends without being asked to. */
export class KeptThread<Task, Message> {
  readonly #parts: KeptThreadParts<Task, Message>;
  readonly #stopping = new AbortController();
  #worker: Worker | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(parts: KeptThreadParts<Task, Message>) {
    this.#parts = parts;
  }

  start(): void {
    this.#ended = this.#keepRunning();
  }

  /** From now on its end is no crash. */
  letEnd(): void {
    this.#stopping.abort();
  }

  /** Asks it to end, and resolves when it has finished its current work. */
  async stop(): Promise<void> {
    this.letEnd();
    this.#worker?.postMessage(STOP);
    await this.#ended;
  }

  async #keepRunning(): Promise<void> {
    const { signal } = this.#stopping;
    for (let crashes = 0; !signal.aborted; crashes += 1) {
      const startedAtMs = performance.now();
      const reason = await this.#run();
      if (isAborted(signal)) return;
      if (performance.now() - startedAtMs > WELL_AFTER_MS) crashes = 0;
      this.#parts.onCrash(reason);
      await pause(doublingBackOff(crashes), signal);
    }
  }

  /** Resolves when the thread ends, with the reason. */
  #run(): Promise<string> {
    const { program, task, limits, onMessage } = this.#parts;
    const worker = new Worker(program, { workerData: task, resourceLimits: limits });
    this.#worker = worker;
    worker.on('message', onMessage);
    return new Promise((resolve) => {
      let reason: string | undefined;
      worker.once('error', (error) => (reason = String(error)));
      worker.once('exit', (code) => resolve(reason ?? `it ended with code ${code}`));
    });
  }
}
