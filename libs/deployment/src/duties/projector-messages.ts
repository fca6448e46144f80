import type { TracingOptions } from '@ledger/observability';

/** What a projector thread is started with. */
export interface ProjectorTask {
  readonly eventsFile: string;
  readonly viewsFile: string;
  /** Traces are off without it. */
  readonly traces?: Omit<TracingOptions, 'onLost'>;
}

/** Posted by a projector thread: the views may have moved, and its present state. */
export interface Moved {
  /** Why it is not working; absent while it is. */
  readonly fault?: string;
  /** One sentence for each halted projection. */
  readonly standing: readonly string[];
}

/** Posted by a projector thread when spans could not be delivered. */
export interface SpansLost {
  readonly spansLost: string;
}
