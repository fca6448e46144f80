import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CompilerOptions, CompilerQuestion } from './compiler-worker.js';

/** Checks the types of a tree that changes, outside of Jest, where the compiler is slow. */
export class Compiler {
  readonly #worker: Worker;

  constructor(workerData: CompilerOptions) {
    this.#worker = new Worker(join(import.meta.dirname, 'compiler-worker.ts'), {
      workerData,
      execArgv: ['--no-warnings=ExperimentalWarning'],
    });
  }

  /** The first error in some files, by paths from the root; one that does not exist has none. */
  firstErrorIn(paths: readonly string[]): Promise<string | undefined> {
    return this.#ask({ paths, around: false });
  }

  /** The first error in some files, or in what the program has of the projects around them. */
  firstErrorAround(paths: readonly string[]): Promise<string | undefined> {
    return this.#ask({ paths, around: true });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(question: CompilerQuestion): Promise<string | undefined> {
    this.#worker.postMessage(question);
    const [error] = (await once(this.#worker, 'message')) as [string | undefined];
    return error;
  }
}
