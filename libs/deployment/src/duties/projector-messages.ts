import type { TracingOptions } from '@ledger/observability';

/** What a projector thread is started with. */
export interface ProjectorTask {
  readonly eventsFile: string;
  readonly viewsFile: string;
  /** No traces are made without it. */
  readonly traces?: Omit<TracingOptions, 'onLost'>;
}

/** What a projector thread tells: the views may have moved, and how it is. */
export interface Moved {
  /** What keeps it from its work; absent while nothing does. */
  readonly fault?: string;
  /** A sentence for each projection that stands still. */
  readonly standing: readonly string[];
}

/** What a projector thread tells of spans that could not be delivered. */
export interface SpansLost {
  readonly spansLost: string;
}

/** What a projector thread is told: finish the commit you are at, and end. */
export const STOP = 'stop';
