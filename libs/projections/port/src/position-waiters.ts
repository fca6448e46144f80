/** Those who wait for a position, and are told when it was reached. */
export class PositionWaiters {
  readonly #waiting = new Set<{ readonly position: number; readonly resolve: () => void }>();

  /** How many wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** Resolves once {@link reached} was told of the position, or on abort. */
  async until(position: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const waiter = { position, resolve: () => leave() };
      const leave = () => {
        this.#waiting.delete(waiter);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave);
      this.#waiting.add(waiter);
    });
  }

  /** Lets go everybody who waits for this position or an earlier one. */
  reached(position: number): void {
    for (const waiter of this.#waiting) if (waiter.position <= position) waiter.resolve();
  }
}
