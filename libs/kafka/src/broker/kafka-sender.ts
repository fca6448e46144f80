import {
  Partitioners,
  type ICustomPartitioner,
  type Kafka,
  type Message,
  type Producer,
} from 'kafkajs';
import { CLIENT_RETRY } from './connection.js';
import { partitionOfKey } from './partition-of-key.js';

/** The offset of the last of some messages in a partition. */
export interface SentUpTo {
  readonly partition: number;
  readonly offset: number;
}

/** An outgoing message. */
export interface OutgoingMessage extends Message {
  readonly key: string | Buffer | null;
  /** null deletes the key's earlier value, where the topic is compacted. */
  readonly value: string | null;
  readonly headers: Record<string, string>;
}

/** Stored by all in-sync replicas. */
const ALL = -1;

/** All messages of a request may go to one partition, and then fit its limit. */
const REQUEST_BYTES_MAX = 900_000;
/** The client sorts a request's messages by partition in quadratic time. */
const REQUEST_MESSAGES_MAX = 1_000;
/** What key, headers and Kafka itself add to a message, rounded up. */
const ENVELOPE_BYTES = 600;

/**
 * Sends messages so that each is in its topic once, in the given order, on as many brokers as
 * the topic requires.
 *
 * Kafka recognises a repeated request by its producer's sequence numbers. After a failure it is
 * unknown which numbers were used, and a number used twice loses a message; so a producer that
 * failed is never used again, and a message that is sent again by the next one may be
 * duplicated.
 */
export class KafkaSender {
  readonly #kafka: Kafka;
  readonly #partitions = new WeakMap<object, number>();
  #producer: Promise<Producer> | undefined;

  constructor(kafka: Kafka) {
    this.#kafka = kafka;
  }

  /**
   * Resolves when all of them are stored.
   *
   * @returns the end of each partition that got any
   * @throws the Kafka client's error: any of them may be stored or not
   */
  async send(
    topic: string,
    messages: readonly OutgoingMessage[],
  ): Promise<readonly SentUpTo[]> {
    const ends = new Map<number, number>();
    for (const request of requestsOf(messages)) {
      for (const { partition, offset } of await this.#sendOne(topic, request)) {
        ends.set(partition, offset);
      }
    }
    return [...ends].map(([partition, offset]) => ({ partition, offset }));
  }

  /** Closes the connection; a later {@link send} opens another. */
  async close(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await (await producer?.catch(() => undefined))?.disconnect();
  }

  async #sendOne(topic: string, messages: readonly OutgoingMessage[]): Promise<SentUpTo[]> {
    const connected = (this.#producer ??= this.#connect());
    try {
      const producer = await connected;
      const answers = await producer.send({ topic, messages: [...messages], acks: ALL });
      const counts = this.#countsOf(messages);
      return answers.map(({ partition, baseOffset }) => ({
        partition,
        offset: Number(baseOffset) + (counts.get(partition) ?? 1) - 1,
      }));
    } catch (error) {
      if (this.#producer === connected) this.#producer = undefined;
      void connected.then((producer) => producer.disconnect()).catch(() => undefined);
      throw error;
    }
  }

  async #connect(): Promise<Producer> {
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: () => this.#partitioner(),
      retry: CLIENT_RETRY,
    });
    await producer.connect();
    return producer;
  }

  /** Notes its choices: an answer only has the first offset of each partition. */
  #partitioner(): ReturnType<ICustomPartitioner> {
    const chooseForNoKey = Partitioners.DefaultPartitioner();
    return (choice) => {
      const { key } = choice.message;
      const partition =
        key === null || key === undefined
          ? chooseForNoKey(choice)
          : partitionOfKey(key, choice.partitionMetadata.length);
      this.#partitions.set(choice.message, partition);
      return partition;
    };
  }

  #countsOf(messages: readonly OutgoingMessage[]): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    for (const message of messages) {
      const partition = this.#partitions.get(message);
      if (partition !== undefined) counts.set(partition, (counts.get(partition) ?? 0) + 1);
    }
    return counts;
  }
}

/** Splits messages into requests by count and size; a large one has a request of its own. */
function* requestsOf(
  messages: readonly OutgoingMessage[],
): Generator<readonly OutgoingMessage[]> {
  let request: OutgoingMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const added = bytesOf(message);
    if (
      request.length === REQUEST_MESSAGES_MAX ||
      (bytes + added > REQUEST_BYTES_MAX && bytes > 0)
    ) {
      yield request;
      request = [];
      bytes = 0;
    }
    request.push(message);
    bytes += added;
  }
  if (request.length > 0) yield request;
}

function bytesOf({ value }: OutgoingMessage): number {
  return (value === null ? 0 : Buffer.byteLength(value)) + ENVELOPE_BYTES;
}
