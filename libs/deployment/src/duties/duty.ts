import type { INestApplicationContext } from '@nestjs/common';
import type { ProcessMetrics } from '@ledger/observability';

/** Work that a process does in the background from start to shutdown. */
export interface Duty {
  /** The name readiness reports it under. */
  readonly name: string;
  /**
   * Called before `start` with the application context, for duties that send commands or
   * queries.
   */
  join?(ledger: INestApplicationContext, metrics: ProcessMetrics): void;
  /** Starts the work. It calls `changed` whenever the views may have moved. */
  start(changed: () => void): void;
  /** Why the work is not being done, in a sentence; undefined while it works or stands by. */
  readonly fault: string | undefined;
  /** Resolves when the work in progress is finished. */
  stop(): Promise<void>;
}
