import type { Consumer, Kafka } from 'kafkajs';
import type { BackOff } from '@ledger/kernel';
import type { BridgePartStatus } from '../broker/bridge-statuses.js';
import { failureOf, HEARTBEAT_EVERY_MS, memberOf } from './membership.js';
import { throughOutages } from '../broker/through-outages.js';
import { Turn, type SoleWork } from './turn.js';

/** What a leader election depends on. */
export interface LeaderElectionParts {
  readonly kafka: Kafka;
  /** Members of one group lead one at a time. */
  readonly groupId: string;
  /** The member with its first partition leads; nothing is read from it. */
  readonly topic: string;
  readonly status: BridgePartStatus;
  readonly backOff: BackOff;
}

/** The former leader learns of its successor with its next heartbeat. */
const HANDING_OVER_MS = 2 * HEARTBEAT_EVERY_MS;

const FIRST_PARTITION = 0;

/**
 * Lets one of several bridges do something: Kafka assigns a partition to one member of a group,
 * and to another when that member leaves or falls silent.
 *
 * A silent member that does not know it yet may work alongside its successor for a while: the
 * work has to tolerate repetition.
 */
export class LeaderElection {
  readonly #parts: LeaderElectionParts;

  constructor(parts: LeaderElectionParts) {
    this.#parts = parts;
  }

  /**
   * Does the work whenever it leads, until the signal.
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
      // Before it leaves the group: its successor continues from what it has finished.
      await turn.leave();
      await consumer.disconnect();
    }
    ending.signal.throwIfAborted();
  }
}

/** How long until the former leader knows: no time if there are no other members. */
async function handedOver(consumer: Consumer): Promise<number> {
  const { members } = await consumer.describeGroup();
  return members.length > 1 ? HANDING_OVER_MS : 0;
}
