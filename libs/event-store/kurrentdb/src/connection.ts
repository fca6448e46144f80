import { StoreUnavailable } from '@ledger/event-store-port';
import { CoolDown, isLedgerError } from '@ledger/kernel';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { breaksConnection } from './driver-errors.js';
import { BACK_OFF } from './limits.js';

/** Creates a client; nothing is sent before its first call. */
export type Connect = (connectionString: string) => KurrentDBClient;

/** A client and its number of calls under way. */
export interface Lease {
  readonly client: KurrentDBClient;
  users: number;
  isRetired: boolean;
}

/**
 * A client that is replaced when its connection may be at fault.
 *
 * The client reconnects by itself, but not always: after a failed discovery, an unanswered
 * request or an append call that the server ended, it fails or waits forever.
 */
export class Connection {
  readonly #make: () => KurrentDBClient;
  readonly #coolDown = new CoolDown(BACK_OFF);
  readonly #leases = new Set<Lease>();
  readonly #closed = new AbortController();
  #current: Lease | undefined;

  constructor(make: () => KurrentDBClient) {
    this.#make = make;
  }

  /** Resolves when the back-off after failures is over. */
  async rested(): Promise<void> {
    await this.#coolDown.passed(this.#closed.signal);
  }

  /**
   * Lends the current client, after any back-off.
   *
   * @throws {StoreUnavailable} the connection is closed, or no client can be created now
   */
  async acquire(): Promise<Lease> {
    await this.rested();
    if (this.#closed.signal.aborted) throw new StoreUnavailable('it was closed');
    this.#current ??= { client: this.#newClient(), users: 0, isRetired: false };
    this.#leases.add(this.#current);
    this.#current.users += 1;
    return this.#current;
  }

  /** Returns a client after an answer, or after an error that tells the call's outcome. */
  release(lease: Lease, error?: unknown): void {
    const isAnswered = error === undefined || isLedgerError(error) || !breaksConnection(error);
    if (isAnswered) this.#coolDown.answered();
    else this.#retire(lease);
    lease.users -= 1;
    if (lease.isRetired && lease.users === 0) this.#dispose(lease);
  }

  /** Makes one call. */
  async use<Answer>(call: (client: KurrentDBClient) => Promise<Answer>): Promise<Answer> {
    const lease = await this.acquire();
    try {
      const answer = await call(lease.client);
      this.release(lease);
      return answer;
    } catch (error) {
      this.release(lease, error ?? new Error('nothing was thrown'));
      throw error;
    }
  }

  /** Aborts all calls under way. Repeatable. */
  close(): void {
    this.#closed.abort();
    for (const lease of this.#leases) this.#dispose(lease);
    this.#current = undefined;
  }

  /** Omits the cause, which may quote a connection string with its password. */
  #newClient(): KurrentDBClient {
    try {
      return this.#make();
    } catch {
      throw new StoreUnavailable('its client cannot be made, for want of a certificate file?');
    }
  }

  /** Others may still wait for its answers: it is closed with the last of them. */
  #retire(lease: Lease): void {
    if (lease.isRetired) return;
    lease.isRetired = true;
    if (this.#current === lease) this.#current = undefined;
    this.#coolDown.failed();
  }

  #dispose(lease: Lease): void {
    this.#leases.delete(lease);
    // Waits for calls that may never end; nobody needs the result.
    void lease.client.dispose();
  }
}
