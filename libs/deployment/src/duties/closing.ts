import type { EventStore } from '@ledger/event-store-port';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Duty } from './duty.js';

/** What a ledger has open, in no order. */
export interface OpenParts {
  readonly duties: readonly Duty[];
  readonly views: { destroy(): Promise<void> };
  readonly eventStore: Pick<EventStore, 'close'>;
  /** What else goes on until it is told to stop. */
  readonly others: readonly { stop(): void }[];
}

/** Lets go of everything once no request needs it any more. */
export class Closing implements OnApplicationShutdown {
  readonly #parts: OpenParts;

  constructor(parts: OpenParts) {
    this.#parts = parts;
  }

  async onApplicationShutdown(): Promise<void> {
    const { duties, views, eventStore, others } = this.#parts;
    for (const other of others) other.stop();
    const [reading, keeping] = [
      duties.filter(({ name }) => name !== 'projector'),
      duties.filter(({ name }) => name === 'projector'),
    ];
    await Promise.all(reading.map((duty) => duty.stop()));
    // The projector comes after whoever only reads: the last to leave tidies a file up.
    await views.destroy();
    await Promise.all(keeping.map((duty) => duty.stop()));
    await eventStore.close();
  }
}
