import { Logger } from '@nestjs/common';
import type { SignedEnd } from '@ledger/transparency-log';
import type { Duty } from './duty.js';
import { KeptThread } from './kept-thread.js';
import type { LogState, LogTask } from './log-messages.js';

const logger = new Logger('transparency-log');

/** Of which it needs some 25 MB; its buffers and SQLite's caches, some 40 MB, are beside that. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };

/**
 * Extends the transparency log from the event log in a thread of its own, while no other process
 * does, so that hashing and signing delay neither reports nor reads.
 *
 * A thread that ends unexpectedly is restarted with back-off; until the new thread has signed
 * everything, {@link fault} says why the last one ended.
 */
export class LogThread implements Duty {
  readonly name = 'transparency-log';
  readonly #thread: KeptThread<LogTask, LogState>;
  #fault: string | undefined;
  #signed: SignedEnd | undefined;

  /** @param program what the thread runs; replaced only in tests */
  constructor(task: LogTask, program: URL = new URL('./log-worker.js', import.meta.url)) {
    this.#thread = new KeptThread({
      ...{ task, program, limits: LIMITS },
      onMessage: (state) => this.#take(state),
      onCrash: (reason) => {
        const fault = `The transparency log crashed and is started again: ${reason}`;
        logger.error(fault);
        this.#fault = fault;
      },
    });
  }

  get fault(): string | undefined {
    return this.#fault;
  }

  /** The end that this process signed last; undefined while another process signs. */
  get signed(): SignedEnd | undefined {
    return this.#signed;
  }

  start(): void {
    this.#thread.start();
  }

  stop(): Promise<void> {
    return this.#thread.stop();
  }

  #take(state: LogState): void {
    if (state.kind === 'not-cosigned') {
      logger.warn(state.fault);
      return;
    }
    const fault = 'fault' in state ? state.fault : undefined;
    if (fault !== undefined && fault !== this.#fault) logger.warn(fault);
    this.#fault = fault;
    if (state.kind === 'signed') this.#signed = state.end;
    if (state.kind === 'standing-by') this.#signed = undefined;
    if (state.kind === 'refused') this.#thread.letEnd();
  }
}
