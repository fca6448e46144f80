import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

const LOCK_FILE = 'writer.lock';

/** A log in the files of one folder, which a web server can serve as it is. */
export class FileLogStore implements LogStore {
  readonly #folder: string;

  /** @param folder created on the first write */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.#file(path));
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
    await this.#placed(object, rename);
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
    const there = await this.read(path);
    if (there === undefined) await this.#placed(object, linkNew);
    const kept = there ?? (await this.read(path));
    if (kept === undefined || Buffer.compare(kept, bytes) !== 0)
      throw new LogObjectDiffers(path);
  }

  /** A file under its own name is always complete. */
  async #placed(
    { path, bytes }: LogObject,
    place: (from: string, to: string) => Promise<void>,
  ): Promise<void> {
    const file = this.#file(path);
    const partial = `${file}.${randomUUID()}.partial`;
    try {
      await mkdir(dirname(file), { recursive: true });
      const handle = await open(partial, 'wx');
      try {
        await handle.writeFile(bytes);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await place(partial, file);
    } catch (error) {
      throw new LogStoreUnavailable(path, error);
    } finally {
      await rm(partial, { force: true }).catch(() => undefined);
    }
  }

  /** A file's name is durable once its folder is flushed, and that folder's once its parent is. */
  async #flushFolders(objects: readonly LogObject[]): Promise<void> {
    const folders = new Set<string>();
    for (const { path } of objects) {
      for (let at = dirname(path); at !== '.'; at = dirname(at)) folders.add(at);
      folders.add('.');
    }
    for (const folder of folders) {
      try {
        const handle = await open(this.#file(folder));
        await handle.sync().finally(() => handle.close());
      } catch (error) {
        throw new LogStoreUnavailable(folder, error);
      }
    }
  }

  #file(path: string): string {
    return join(this.#folder, path);
  }
}

/** Keeps an existing file; the caller checks it afterwards. */
async function linkNew(from: string, to: string): Promise<void> {
  await link(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
