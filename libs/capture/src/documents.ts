import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LedgerError, sha256Hex, compareText } from '@ledger/kernel';
import { utf8Text } from './utf8.js';

/** A document that publications were captured from, identified by its digest. */
export interface FoundDocument {
  /** Path within the folder that was searched. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** The lines of its text; line 1 comes first. Null if its bytes are not UTF-8. */
  readonly lines: readonly string[] | null;
}

/** Documents by their SHA-256. */
export type Documents = ReadonlyMap<string, FoundDocument>;

/** The folder of the documents does not exist. */
export class DocumentsFolderMissing extends LedgerError {
  readonly code = 'documents-folder-missing';
  readonly kind = 'refusal';

  constructor(
    readonly folder: string,
    options?: ErrorOptions,
  ) {
    super(`There is no folder ${folder} to find the documents in.`, options);
  }
}

/**
 * Finds documents by digest in a folder and its subfolders, under any names.
 *
 * @param wanted digests of the documents to find; others are not kept
 * @throws {DocumentsFolderMissing}
 */
export async function findDocuments(
  folder: string,
  wanted: ReadonlySet<string>,
): Promise<Documents> {
  const found = new Map<string, FoundDocument>();
  // One at a time: a folder may hold far more than the documents wanted.
  for (const path of await pathsIn(folder)) {
    if (found.size === wanted.size) break;
    const content = await readFile(join(folder, path));
    const sha256 = sha256Hex(content);
    if (!wanted.has(sha256) || found.has(sha256)) continue;
    const lines = utf8Text(content)?.split(/\r?\n/) ?? null;
    found.set(sha256, { path, sha256, bytes: content.length, lines });
  }
  return found;
}

async function pathsIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
      .sort(compareText);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new DocumentsFolderMissing(folder, { cause: error });
    }
    throw error;
  }
}
