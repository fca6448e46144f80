import type { ProjectionStatus } from '@ledger/projections-port';

/** What a projector thread is started with. */
export interface ProjectorTask {
  readonly eventsFile: string;
  readonly viewsFile: string;
}

/** What a projector thread tells whoever started it. */
export interface ProjectorReport {
  readonly statuses: readonly ProjectionStatus[];
}

/** The one thing a projector thread is told: finish the commit you are at, and end. */
export const STOP = 'stop';
