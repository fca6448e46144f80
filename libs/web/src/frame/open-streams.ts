import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** The answers that end only when their clients disconnect, so that a shutdown can end them. */
@Injectable()
export class OpenStreams implements BeforeApplicationShutdown {
  readonly #open = new Set<AbortController>();
  #isShuttingDown = false;

  /** Opens a stream; its controller must be passed to {@link close} however the stream ends. */
  open(): AbortController {
    const end = new AbortController();
    if (this.#isShuttingDown) end.abort();
    this.#open.add(end);
    return end;
  }

  close(end: AbortController): void {
    this.#open.delete(end);
    end.abort();
  }

  /** Runs before the server waits for answers in progress, as these would never end. */
  beforeApplicationShutdown(): void {
    this.#isShuttingDown = true;
    for (const end of this.#open) end.abort();
  }
}
