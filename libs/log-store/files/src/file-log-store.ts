import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs';
import { link, mkdir, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  LogObjectDiffers,
  LogStoreUnavailable,
  type LogLock,
  type LogObject,
  type LogStore,
} from '@ledger/log-store-port';
import Database from 'better-sqlite3';

/** How many files are written at once: the disk flushes them together. */
const AT_ONCE = 16;

/** Takes half the CPU time for a bundle that reading in portions takes, as `fs/promises` does. */
const readWhole = promisify(readFile);

const LOCK_FILE = 'writer.lock';

/** A log in the files of one folder, which a web server can serve as it is. */
export class FileLogStore implements LogStore {
  readonly #folder: string;
  /** Folders whose own names this store has flushed, with all folders above them. */
  readonly #durable = new Set<string>();

  /** @param folder created on the first write */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    try {
      return await readWhole(this.#file(path));
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw new LogStoreUnavailable(path, error);
    }
  }

  async write(objects: readonly LogObject[]): Promise<void> {
    for (let from = 0; from < objects.length; from += AT_ONCE) {
      const some = objects.slice(from, from + AT_ONCE);
      await Promise.all(some.map((object) => this.#keep(object)));
    }
    await this.#flushFolders(objects);
  }

  async replace(object: LogObject): Promise<void> {
    await this.#placed(object, renameOver);
    await this.#flushFolders([object]);
  }

  async lock(): Promise<LogLock | undefined> {
    let connection: Database.Database | undefined;
    try {
      await mkdir(this.#folder, { recursive: true });
      connection = new Database(join(this.#folder, LOCK_FILE), { timeout: 0 });
      // The operating system releases the lock with the process, however that ends.
      connection.exec('BEGIN EXCLUSIVE');
      const held = connection;
      return { release: () => held.close() };
    } catch (error) {
      connection?.close();
      if ((error as { code?: string }).code === 'SQLITE_BUSY') return undefined;
      throw new LogStoreUnavailable(LOCK_FILE, error);
    }
  }

  async #keep(object: LogObject): Promise<void> {
    const { path, bytes } = object;
    if (await this.#placed(object, linkNew)) return;
    const kept = await this.read(path);
    if (kept === undefined || Buffer.compare(kept, bytes) !== 0)
      throw new LogObjectDiffers(path);
  }

  /**
   * Writes a file that is complete whenever it has its name.
   *
   * @returns false if another file has that name already
   */
  async #placed({ path, bytes }: LogObject, place: Placing): Promise<boolean> {
    const file = this.#file(path);
    const partial = `${file}.${randomUUID()}.partial`;
    try {
      const handle = await this.#created(partial, dirname(path));
      try {
        await handle.writeFile(bytes);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      return await place(partial, file);
    } catch (error) {
      throw new LogStoreUnavailable(path, error);
    } finally {
      await unlink(partial).catch(() => undefined);
    }
  }

  /** Creates the folder only where it is missing: a log writes many files to one. */
  async #created(file: string, folder: string): Promise<FileHandle> {
    try {
      return await open(file, 'wx');
    } catch (error) {
      if (!isAbsent(error)) throw error;
      this.#durable.clear();
      await mkdir(this.#file(folder), { recursive: true });
      return open(file, 'wx');
    }
  }

  /** A file's name is durable once its folder is flushed, and that folder's once its parent is. */
  async #flushFolders(objects: readonly LogObject[]): Promise<void> {
    const changed = new Set(objects.map(({ path }) => dirname(path)));
    const folders = new Set(changed);
    for (const folder of changed) {
      if (this.#durable.has(folder)) continue;
      for (let at = folder; at !== '.'; at = dirname(at)) folders.add(dirname(at));
    }
    await Promise.all([...folders].map((folder) => this.#flushFolder(folder)));
    for (const folder of changed) this.#durable.add(folder);
  }

  async #flushFolder(folder: string): Promise<void> {
    try {
      const handle = await open(this.#file(folder));
      await handle.sync().finally(() => handle.close());
    } catch (error) {
      throw new LogStoreUnavailable(folder, error);
    }
  }

  #file(path: string): string {
    return join(this.#folder, path);
  }
}

/** Gives a complete file its name; false if there is another file of that name, which stays. */
type Placing = (from: string, to: string) => Promise<boolean>;

async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function renameOver(from: string, to: string): Promise<boolean> {
  await rename(from, to);
  return true;
}

function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
