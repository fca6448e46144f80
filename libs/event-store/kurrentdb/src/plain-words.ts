import { StoreUnavailable } from '@ledger/event-store-port';
import { tlsFault } from './tls-fault.js';

/** During an outage every call fails: the way to the server is looked at only so often. */
const LOOK_AGAIN_MS = 5_000;

/** Says of an outage when it is TLS, set one way here and another way there, that makes it. */
export class PlainWords {
  readonly #connectionString: string;
  #looking: Promise<string | undefined> | undefined;
  #lookedAt = -Infinity;

  constructor(connectionString: string) {
    this.#connectionString = connectionString;
  }

  /**
   * Does something, and says plainly what stood in its way.
   *
   * @throws {StoreUnavailable} with the setting that mends it, where there is one
   * @throws whatever it throws
   */
  async for<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      throw await this.of(error);
    }
  }

  /** The same error, or one that says more. */
  async of(error: unknown): Promise<unknown> {
    // Without a cause it was not met on the way to a server.
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
