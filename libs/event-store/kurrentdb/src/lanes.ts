import type { Connection } from './connection.js';
import { InFlight } from './in-flight.js';

/** One attempt within the shared call. */
export interface Flight {
  /** True once others were under way with it. */
  isAccompanied: boolean;
}

/** A client with its shared append call, and the appends under way there. */
export class Lane {
  readonly connection: Connection;
  readonly inFlight = new InFlight();
  readonly flights = new Set<Flight>();
  /** Messages that were sent here and wait for the connection's back-off. */
  #coming = 0;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Resolves when messages that fit, as far as that is known, may be sent. */
  async rested(messages: number): Promise<void> {
    this.#coming += messages;
    await this.connection.rested();
    this.#coming -= messages;
  }

  hasRoomFor(messages: number): boolean {
    return this.inFlight.hasRoomFor(this.#coming + messages);
  }

  /** The lower, the sooner another message may be sent. */
  get crowd(): number {
    return this.#coming + this.inFlight.waiting;
  }
}

/** 75 messages: more than a server writes together, over few connections. */
const LANES_MAX = 5;

/**
 * As many clients as the appends under way need.
 *
 * A client's shared call holds only a few unanswered messages, and a server that flushes its
 * disk for many appends at a time has to receive many at a time.
 */
export class Lanes {
  readonly #lanes: [Lane, ...Lane[]];
  readonly #connect: () => Connection;

  /** @param first carries a lone append, and every call that is not an append */
  constructor(first: Connection, connect: () => Connection) {
    this.#lanes = [new Lane(first)];
    this.#connect = connect;
  }

  /** The first lane with room for so many messages, else a new one, else the least crowded. */
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

  /** Aborts all calls under way. */
  close(): void {
    for (const { connection } of this.#lanes) connection.close();
  }
}
