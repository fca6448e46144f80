import Database from 'better-sqlite3';
import { pause } from '@ledger/kernel';
import { isBusy, unavailable } from './driver-errors.js';

const TRY_EVERY_MS = 50;

/**
 * Does something while no other process on this machine does anything under the same lock. The
 * operating system frees the lock of a process that ends in whatever way.
 *
 * @param file the lock; made if it is not there, and left there
 * @param signal gives up waiting for it
 * @returns nothing if it gave up
 * @throws {StoreUnavailable} the file cannot be made
 * @throws what the work throws
 */
export async function whileAlone<Answer>(
  file: string,
  signal: AbortSignal,
  work: () => Promise<Answer>,
): Promise<Answer | undefined> {
  const lock = opened(file);
  try {
    while (!isTaken(lock)) {
      if (signal.aborted) return undefined;
      await pause(TRY_EVERY_MS, signal);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function opened(file: string): Database.Database {
  try {
    return new Database(file, { timeout: 0 });
  } catch (cause) {
    throw unavailable(cause);
  }
}

function isTaken(lock: Database.Database): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw unavailable(error);
  }
}
