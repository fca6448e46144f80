import Database from 'better-sqlite3';
import { pause } from '@ledger/kernel';
import { isBusy, unavailable } from './driver-errors.js';

const TRY_EVERY_MS = 50;

/**
 * Runs `work` while no other process on this machine holds the same lock. The operating system
 * frees the lock of a process however it ends.
 *
 * @param file the lock; created if it does not exist, and never removed
 * @param signal stops waiting for the lock
 * @returns undefined if it stopped waiting
 * @throws {StoreUnavailable} the file cannot be created
 * @throws whatever `work` throws
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
