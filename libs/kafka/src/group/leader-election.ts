import type { Consumer, Kafka } from 'kafkajs';
import type { BackOff } from '@ledger/kernel';
import type { StatusEntry } from '../broker/bridge-status.js';
import { failureOf, HEARTBEAT_EVERY_MS, memberOf } from './membership.js';
import { throughOutages } from '../broker/through-outages.js';
import { Turn, type SoleWork } from './turn.js';

/** What having a turn takes. */
export interface LeaderElectionParts {
  readonly kafka: Kafka;
  /** Members of one group have the turn one at a time. */
  readonly groupId: string;
  /** Whoever is given its first partition has the turn; nothing is read from it. */
  readonly topic: string;
  readonly status: StatusEntry;
  readonly backOff: BackOff;
}

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
export class LeaderElection {
  readonly #parts: LeaderElectionParts;

  constructor(parts: LeaderElectionParts) {
    this.#parts = parts;
  }

  /**
   * Does the work whenever it has the turn, until the signal.
   *
   * @throws whatever the work throws
   */
  async run(signal: AbortSignal, work: SoleWork): Promise<void> {
    const { status, backOff } = this.#parts;
    await throughOutages({ status, backOff, signal }, (progressed) =>
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
      await turn.leave();
      await consumer.disconnect();
    }
    ending.signal.throwIfAborted();
  }
}

/** How long until whoever had the turn has heard of it: no time if nobody else is there. */
async function handedOver(consumer: Consumer): Promise<number> {
  const { members } = await consumer.describeGroup();
  return members.length > 1 ? HANDING_OVER_MS : 0;
}
