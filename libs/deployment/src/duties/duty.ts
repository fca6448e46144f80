import type { INestApplicationContext } from '@nestjs/common';
import type { ProcessMetrics } from '@ledger/observability';

/** Something a process does beside answering requests, from its start to its end. */
export interface Duty {
  /** What readiness calls it. */
  readonly name: string;
  /** Given what commands and questions are sent to, before it starts; where it needs that. */
  join?(ledger: INestApplicationContext, metrics: ProcessMetrics): void;
  /** Begins; `changed` is told whenever the views may have moved. */
  start(changed: () => void): void;
  /** What keeps it from its work, in a sentence; nothing while it works or stands by. */
  readonly fault: string | undefined;
  /** Resolves when what it was at is finished. */
  stop(): Promise<void>;
}
