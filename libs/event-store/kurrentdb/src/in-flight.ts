/**
 * How many messages may be on their way to the server at once.
 *
 * The client queues appends when its one call for them is full, and when that call then fails it
 * rejects a promise that nobody holds for each in the queue: Node ends the process over it. The
 * call is full at 16 messages. With one less there is never a queue; the excess goes to the call
 * of another client.
 */
const MESSAGES_IN_FLIGHT_MAX = 15;

interface Waiting {
  readonly messages: number;
  readonly admit: () => void;
}

/** Admits a limited number and queues the rest, first come, first served. */
export class InFlight {
  readonly #waiting: Waiting[] = [];
  #free = MESSAGES_IN_FLIGHT_MAX;

  /** How many tasks wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** True if a task with so many messages would not have to wait. */
  hasRoomFor(messages: number): boolean {
    return this.#waiting.length === 0 && messages <= this.#free;
  }

  /** Runs a task once all its messages fit; it must not have more than fit at most. */
  async run<Answer>(messages: number, task: () => Promise<Answer>): Promise<Answer> {
    await new Promise<void>((admit) => {
      this.#waiting.push({ messages, admit });
      this.#admit();
    });
    try {
      return await task();
    } finally {
      this.#free += messages;
      this.#admit();
    }
  }

  #admit(): void {
    for (;;) {
      const first = this.#waiting[0];
      if (first === undefined || first.messages > this.#free) return;
      this.#waiting.shift();
      this.#free -= first.messages;
      first.admit();
    }
  }
}
