import type { ForeignEvent } from '@ledger/event-store-port';
import type { LoggerService } from '@nestjs/common';

/** The counter of foreign events. */
export interface ForeignCounter {
  inc(count: number): void;
}

/** How many are logged one by one; another program may write without end. */
const LOGGED_MAX = 100;

/** Logs and counts events that others wrote to the ledger's streams, which every read skips. */
export class ForeignWatch {
  readonly #log: Pick<LoggerService, 'warn'>;
  #counter: ForeignCounter | undefined;
  #met = 0;

  constructor(log: Pick<LoggerService, 'warn'>) {
    this.#log = log;
  }

  /** Registers an event seen for the first time. */
  readonly met = (event: ForeignEvent): void => {
    this.#met += 1;
    this.#counter?.inc(1);
    if (this.#met <= LOGGED_MAX) this.#log.warn(wordsFor(event), 'Log');
    if (this.#met !== LOGGED_MAX) return;
    this.#log.warn('More events of others are counted and no longer logged.', 'Log');
  };

  /** Counts with this counter from now on, including the events seen before. */
  countWith(counter: ForeignCounter): void {
    this.#counter = counter;
    if (this.#met > 0) counter.inc(this.#met);
  }
}

function wordsFor({ position, stream, revision, type, createdAt }: ForeignEvent): string {
  return (
    `Event ${revision} of stream ${stream} (${type}, position ${position}, ${createdAt}) was not ` +
    'written by the ledger and is passed over: find who writes there. `ledger verify` lists all.'
  );
}
