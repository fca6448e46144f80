import { Logger } from '@nestjs/common';
import type { EventStore } from '@ledger/event-store-port';
import { LogObjectDiffers } from '@ledger/log-store-port';
import { pause } from '@ledger/kernel';
import { followLog, LogForked, LogNotOurs } from '@ledger/transparency-log';
import type { OpenLog } from '../engines/open-log.js';
import type { Duty } from './duty.js';
import { LongWork } from './long-work.js';

/** The dependencies of the transparency log. */
export interface LogDutyParts {
  readonly eventStore: EventStore;
  readonly log: OpenLog;
  readonly everyMs: number;
}

/** The pause before the next attempt, whatever the failure was. */
const AGAIN_MS = 1_000;

const logger = new Logger('transparency-log');

/** Extends the transparency log from the event log while no other process does. */
export class LogDuty implements Duty {
  readonly name = 'transparency-log';
  readonly #parts: LogDutyParts;
  readonly #work = new LongWork();
  #fault: string | undefined;

  constructor(parts: LogDutyParts) {
    this.#parts = parts;
  }

  get fault(): string | undefined {
    return this.#work.refusal ?? this.#fault;
  }

  start(): void {
    this.#work.begin((signal) => this.#run(signal));
  }

  stop(): Promise<void> {
    return this.#work.stop(async () => undefined);
  }

  /** Runs until aborted, or until an error that retrying does not cure. */
  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#write(signal);
      } catch (error) {
        if (isForGood(error)) throw error;
        this.#note(error instanceof Error ? error.message : String(error));
      }
      await pause(AGAIN_MS, signal);
    }
  }

  async #write(signal: AbortSignal): Promise<void> {
    const { eventStore, log, everyMs } = this.#parts;
    const lock = await log.store.lock();
    if (lock === undefined) {
      this.#note(undefined);
      return;
    }
    try {
      const onCheckpoint = () => this.#note(undefined);
      await followLog({ ...log, eventStore, everyMs, signal, onCheckpoint });
    } finally {
      log.streams.store.close();
      lock.release();
    }
  }

  #note(fault: string | undefined): void {
    if (fault !== undefined && fault !== this.#fault) logger.warn(fault);
    this.#fault = fault;
  }
}

function isForGood(error: unknown): boolean {
  return (
    error instanceof LogForked ||
    error instanceof LogNotOurs ||
    error instanceof LogObjectDiffers
  );
}
