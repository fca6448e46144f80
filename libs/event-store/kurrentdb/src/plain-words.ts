import { StoreUnavailable } from '@ledger/event-store-port';
import { tlsFault } from './tls-fault.js';

/** During an outage every call fails: the connection is examined only this often. */
const LOOK_AGAIN_MS = 5_000;

/** Explains an outage that is caused by a mismatch of TLS settings. */
export class PlainWords {
  readonly #connectionString: string;
  #looking: Promise<string | undefined> | undefined;
  #lookedAt = -Infinity;

  constructor(connectionString: string) {
    this.#connectionString = connectionString;
  }

  /**
   * Runs `work`, and explains a failure plainly.
   *
   * @throws {StoreUnavailable} with the setting to change, where there is one
   * @throws whatever `work` throws
   */
  async for<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      throw await this.of(error);
    }
  }

  /** The same error, or one that explains more. */
  async of(error: unknown): Promise<unknown> {
    // Without a cause it did not come from a connection.
    if (!(error instanceof StoreUnavailable) || error.cause === undefined) return error;
    const found = await this.#look();
    return found === undefined ? error : new StoreUnavailable(found, { cause: error });
  }

  #look(): Promise<string | undefined> {
    const now = performance.now();
    if (this.#looking === undefined || now - this.#lookedAt > LOOK_AGAIN_MS) {
      this.#lookedAt = now;
      this.#looking = tlsFault(this.#connectionString).catch(() => undefined);
    }
    return this.#looking;
  }
}
