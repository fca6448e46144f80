import type { TracingOptions } from './tracing.js';

/** What a projector thread is started with. */
export interface ProjectorTask {
  readonly eventsFile: string;
  readonly viewsFile: string;
  /** No traces are made without it. */
  readonly traces?: Omit<TracingOptions, 'onLost'>;
}

/** What a projector thread tells: the views may have moved. */
export const MOVED = 'moved';

/** What a projector thread tells of spans that could not be delivered. */
export interface SpansLost {
  readonly spansLost: string;
}

/** What a projector thread is told: finish the commit you are at, and end. */
export const STOP = 'stop';
