import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LedgerError } from '@ledger/kernel';

/** A folder cannot be made. */
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
 * Makes a folder, and those it stands in, where they are not there.
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
 * Node's own recursive way never ends on a file system that makes no folders and says that it
 * does not find them, as `/proc` does.
 */
function makePath(path: string): void {
  if (isFolder(path)) return;
  const above = dirname(path);
  if (!existsSync(above)) makePath(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
