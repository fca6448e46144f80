import { Logger } from '@nestjs/common';
import type { Duty } from './duty.js';
import { KeptThread } from './kept-thread.js';
import { StandingLog } from './projector-fault.js';
import type { Moved, ProjectorTask, SpansLost } from './projector-messages.js';

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
  readonly #thread: KeptThread<ProjectorTask, Moved | SpansLost>;
  readonly #standing = new StandingLog(log);
  #changed: () => void = () => undefined;
  #fault: string | undefined = 'The projector has not reported yet.';

  /** @param program what the thread runs; replaced only in tests */
  constructor(
    task: ProjectorTask,
    program: URL = new URL('./projector-worker.js', import.meta.url),
  ) {
    this.#thread = new KeptThread({
      ...{ task, program },
      onMessage: (message) => this.#take(message),
      onCrash: (reason) => this.#note(reason),
    });
  }

  get fault(): string | undefined {
    return this.#fault;
  }

  start(changed: () => void): void {
    this.#changed = changed;
    this.#thread.start();
  }

  stop(): Promise<void> {
    return this.#thread.stop();
  }

  #take(message: Moved | SpansLost): void {
    if ('spansLost' in message) {
      traceLog.warn(message.spansLost);
      return;
    }
    this.#fault = message.fault;
    this.#standing.look(message.standing);
    this.#changed();
  }

  #note(reason: string): void {
    this.#fault = `The projector crashed and is started again: ${reason}`;
    log.error(this.#fault);
  }
}
