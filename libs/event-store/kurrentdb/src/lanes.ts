import type { Connection } from './connection.js';
import { InFlight } from './in-flight.js';

/** One attempt within the shared call. */
export interface Flight {
  /** True once others were under way beside it. */
  isAccompanied: boolean;
}

/** A client with the call that appends share on it, and the appends under way there. */
export class Lane {
  readonly connection: Connection;
  readonly inFlight = new InFlight();
  readonly flights = new Set<Flight>();
  /** Messages that were sent here and wait for the connection to be rested. */
  #coming = 0;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Resolves when messages may go, for which there is room as far as that is known. */
  async rested(messages: number): Promise<void> {
    this.#coming += messages;
    await this.connection.rested();
    this.#coming -= messages;
  }

  hasRoomFor(messages: number): boolean {
    return this.inFlight.hasRoomFor(this.#coming + messages);
  }

  /** The less the sooner another message may go. */
  get crowd(): number {
    return this.#coming + this.inFlight.waiting;
  }
}

/** Room for 75 messages: more than a server writes together, and few connections. */
const LANES_MAX = 5;

/**
 * As many clients as appends need that are under way at once.
 *
 * A client's shared call has room for a few messages only, until they are answered, and a server
 * that flushes its disk for many appends at a time has to be handed many at a time.
 */
export class Lanes {
  readonly #lanes: [Lane, ...Lane[]];
  readonly #connect: () => Connection;

  /** @param first has what is under way alone, and whatever is no append */
  constructor(first: Connection, connect: () => Connection) {
    this.#lanes = [new Lane(first)];
    this.#connect = connect;
  }

  /** The first lane with room for so many messages, else a new one, else the one least crowded. */
  for(messages: number): Lane {
    const roomy = this.#lanes.find((lane) => lane.hasRoomFor(messages));
    if (roomy !== undefined) return roomy;
    if (this.#lanes.length < LANES_MAX) {
      const lane = new Lane(this.#connect());
      this.#lanes.push(lane);
      return lane;
    }
    return this.#lanes.reduce((least, lane) => (lane.crowd < least.crowd ? lane : least));
  }

  /** Breaks off whatever is under way. */
  close(): void {
    for (const { connection } of this.#lanes) connection.close();
  }
}
