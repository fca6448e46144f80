import type { EventStore } from '@ledger/event-store-port';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Duty } from './duty.js';

/** Everything a ledger has open, in no particular order. */
export interface OpenParts {
  readonly duties: readonly Duty[];
  readonly views: { destroy(): Promise<void> };
  readonly eventStore: Pick<EventStore, 'close'>;
  /** Background work to stop. */
  readonly others: readonly { stop(): void }[];
}

/** Closes everything once no request needs it any more. */
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
    // The projector is closed last: the last SQLite connection to close checkpoints the file.
    await views.destroy();
    await Promise.all(keeping.map((duty) => duty.stop()));
    await eventStore.close();
  }
}
