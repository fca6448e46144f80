/** What a projector thread is started with. */
export interface ProjectorTask {
  readonly eventsFile: string;
  readonly viewsFile: string;
}

/** What a projector thread tells: the views may have moved. */
export const MOVED = 'moved';

/** What a projector thread is told: finish the commit you are at, and end. */
export const STOP = 'stop';
