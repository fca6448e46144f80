import type { AllStreamSubscription } from '@kurrent/kurrentdb-client';

/** Signals that a subscription is confirmed, has something to read, or is lost. */
export class Arrivals {
  readonly #subscription: AllStreamSubscription;
  readonly #stop: AbortSignal;
  readonly #wake = (): void => this.#sleeper?.();
  #sleeper: (() => void) | undefined;
  #isConfirmed = false;
  #count = 0;
  #failure: { readonly error: unknown } | undefined;

  /** @param stop wakes all waiters */
  constructor(subscription: AllStreamSubscription, stop: AbortSignal) {
    this.#subscription = subscription;
    this.#stop = stop;
    stop.addEventListener('abort', this.#wake);
    subscription.on('confirmation', () => {
      this.#isConfirmed = true;
      this.#wake();
    });
    subscription.on('readable', () => {
      this.#count += 1;
      this.#wake();
    });
    // Never removed: the client may report errors while it is being cancelled.
    subscription.on('error', (error: unknown) => this.#lose(error));
    subscription.on('end', () => this.#lose(new Error('the server ended the subscription')));
  }

  /** How often there has been something to read so far. */
  get count(): number {
    return this.#count;
  }

  /** Resolves when the server has confirmed the subscription; rejects if it is lost first. */
  async confirmed(): Promise<void> {
    await this.#until(() => this.#isConfirmed);
  }

  /** Resolves when there is something to read after `count`; rejects if it is lost first. */
  async passed(count: number): Promise<void> {
    await this.#until(() => this.#count !== count);
  }

  /** Drops the subscription without waiting for the server. */
  end(): void {
    this.#stop.removeEventListener('abort', this.#wake);
    this.#subscription.unsubscribe().catch(() => undefined);
    this.#subscription.destroy();
  }

  #lose(error: unknown): void {
    this.#failure ??= { error };
    this.#wake();
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo() && !this.#stop.aborted) {
      if (this.#failure !== undefined) throw this.#failure.error;
      await new Promise<void>((resolve) => {
        this.#sleeper = resolve;
      });
    }
  }
}
