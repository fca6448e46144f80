import {
  LogObjectDiffers,
  LogStoreUnavailable,
  type LogLock,
  type LogObject,
  type LogStore,
} from '@ledger/log-store-port';

/** How a write fails: nothing is stored, or it is stored without an answer. */
export type WriteFault = 'not-stored' | 'stored';

/** A log in memory that throws if an object in it would change, and whose writes can fail. */
export class InMemoryLogStore implements LogStore {
  readonly objects = new Map<string, Uint8Array>();
  #writes = 0;
  #fault: { readonly at: number; readonly fault: WriteFault } | undefined;

  /** The number of writes of single objects, failed or not. */
  get writes(): number {
    return this.#writes;
  }

  /** Makes a coming write fail, counted from 0. */
  failAt(write: number, fault: WriteFault): void {
    this.#writes = 0;
    this.#fault = { at: write, fault };
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.objects.get(path);
  }

  async write(objects: readonly LogObject[]): Promise<void> {
    for (const { path, bytes } of objects) {
      const there = this.objects.get(path);
      if (there !== undefined && Buffer.compare(there, bytes) !== 0) {
        throw new LogObjectDiffers(path);
      }
      this.#put(path, bytes);
    }
  }

  async replace({ path, bytes }: LogObject): Promise<void> {
    this.#put(path, bytes);
  }

  async lock(): Promise<LogLock | undefined> {
    return { release: () => undefined };
  }

  #put(path: string, bytes: Uint8Array): void {
    const fault = this.#fault?.at === this.#writes ? this.#fault.fault : undefined;
    this.#writes += 1;
    if (fault !== 'not-stored') this.objects.set(path, Buffer.from(bytes));
    if (fault !== undefined) throw new LogStoreUnavailable(path, 'the disk is full');
  }
}
