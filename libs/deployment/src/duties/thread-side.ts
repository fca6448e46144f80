import { parentPort, workerData, type MessagePort } from 'node:worker_threads';

/** Posted to a thread: finish the current work and end. */
export const STOP = 'stop';

/** What a thread of the server has from the server. */
export interface ThreadSide<Task> {
  readonly task: Task;
  /** To the server. Close it last: the thread then ends. */
  readonly port: MessagePort;
  /** Aborted once the thread has to end. */
  readonly signal: AbortSignal;
}

/**
 * The task of this thread.
 *
 * @throws {Error} this is the main thread
 */
export function threadSide<Task>(): ThreadSide<Task> {
  if (parentPort === null) {
    throw new Error('This runs as a thread of the server, not by itself.');
  }
  const stopping = new AbortController();
  parentPort.on('message', (message) => {
    if (message === STOP) stopping.abort();
  });
  return { task: workerData as Task, port: parentPort, signal: stopping.signal };
}
