import { pause, type BackOff } from '@ledger/projections-port';
import type { Consumer, Kafka } from 'kafkajs';
import type { StatusCell } from './bridge-status.js';
import { failureOf, HEARTBEAT_EVERY_MS, memberOf } from './membership.js';
import { persistently } from './persistently.js';

/** What having a turn takes. */
export interface SoleTurnParts {
  readonly kafka: Kafka;
  /** Members of one group have the turn one at a time. */
  readonly groupId: string;
  /** Whoever is given its first partition has the turn; nothing is read from it. */
  readonly topic: string;
  readonly status: StatusCell;
  readonly backOff: BackOff;
}

/** Something that is done by one bridge at a time, until its signal. */
export type SoleWork = (signal: AbortSignal) => Promise<void>;

/** Whoever had the turn hears with its next heartbeat that it is another's. */
const HANDING_OVER_MS = 2 * HEARTBEAT_EVERY_MS;

const FIRST_PARTITION = 0;

/**
 * Lets one of several bridges do something: Kafka gives a partition to one member of a group, and
 * gives it to another when that member leaves or falls silent.
 *
 * A member that was silent and does not know it yet may do some of the work beside its successor:
 * the work has to be such that this only repeats it.
 */
export class SoleTurn {
  readonly #parts: SoleTurnParts;

  constructor(parts: SoleTurnParts) {
    this.#parts = parts;
  }

  /**
   * Does the work whenever it has the turn, until the signal.
   *
   * @throws whatever the work throws
   */
  async run(signal: AbortSignal, work: SoleWork): Promise<void> {
    const { status, backOff } = this.#parts;
    await persistently({ status, backOff, signal }, (progressed) =>
      this.#asMember(signal, work, progressed),
    );
  }

  async #asMember(signal: AbortSignal, work: SoleWork, progressed: () => void): Promise<void> {
    const { kafka, groupId, topic } = this.#parts;
    const consumer = memberOf(kafka, groupId);
    const ending = new AbortController();
    const turn = new Turn(work, (error) => ending.abort(error));
    const failed = failureOf(consumer, AbortSignal.any([signal, ending.signal]));
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      progressed();
      const isOurs = payload.memberAssignment[topic]?.includes(FIRST_PARTITION) ?? false;
      if (isOurs) turn.begin(() => handedOver(consumer));
      else turn.end();
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topic });
      await consumer.run({ autoCommit: false, eachBatch: async () => undefined });
      consumer.pause([{ topic }]);
      await failed;
    } finally {
      // Before it leaves the group: its successor goes on from what it has finished.
      turn.end();
      await turn.ended;
      await consumer.disconnect();
    }
    ending.signal.throwIfAborted();
  }
}

/** Work that begins and ends with the turn. */
class Turn {
  readonly #work: SoleWork;
  readonly #failed: (error: unknown) => void;
  #current: AbortController | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(work: SoleWork, failed: (error: unknown) => void) {
    this.#work = work;
    this.#failed = failed;
  }

  /** Resolves when nothing is done any more. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Begins after a wait, once what was done before has ended; nothing if it has begun. */
  begin(waitMsOf: () => Promise<number>): void {
    if (this.#current !== undefined) return;
    const current = (this.#current = new AbortController());
    this.#ended = this.#ended.then(() => this.#do(current.signal, waitMsOf));
  }

  /** Lets what is done end. */
  end(): void {
    this.#current?.abort();
    this.#current = undefined;
  }

  async #do(signal: AbortSignal, waitMsOf: () => Promise<number>): Promise<void> {
    try {
      await pause(await waitMsOf(), signal);
      if (!signal.aborted) await this.#work(signal);
    } catch (error) {
      this.#failed(error);
    }
  }
}

/** How long until whoever had the turn has heard of it: no time if nobody else is there. */
async function handedOver(consumer: Consumer): Promise<number> {
  const { members } = await consumer.describeGroup();
  return members.length > 1 ? HANDING_OVER_MS : 0;
}
