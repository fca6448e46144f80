import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LedgerError } from '@ledger/kernel';

/** A folder cannot be created. */
export class FolderNotMade extends LedgerError {
  readonly code = 'folder-not-made';
  readonly kind = 'refusal';

  constructor(
    readonly folder: string,
    override readonly cause: Error,
  ) {
    super(`The folder ${folder} cannot be made: ${cause.message}.`, { cause });
  }
}

/**
 * Creates a folder and its parents where they do not exist.
 *
 * @throws {FolderNotMade}
 */
export function makeFolder(folder: string): void {
  try {
    makePath(resolve(folder));
  } catch (error) {
    throw new FolderNotMade(folder, error as Error);
  }
}

/**
 * Node's recursive `mkdir` never returns on a file system that answers ENOENT instead of
 * creating a folder, as `/proc` does.
 */
function makePath(path: string): void {
  if (isFolder(path)) return;
  const above = dirname(path);
  if (!existsSync(above)) makePath(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have created it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
