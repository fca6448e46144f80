import { Partitioners, type Kafka, type Message, type Producer } from 'kafkajs';
import { CLIENT_RETRY } from './connection.js';

/** Where the last of some messages came to stand in a partition. */
export interface SentUpTo {
  readonly partition: number;
  readonly offset: number;
}

/** A message with a size that is known before it is sent. */
export interface OutgoingMessage extends Message {
  readonly key: string | Buffer | null;
  /** Nothing takes the place of what the key had before. */
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

/** One request stays near what brokers take for one partition, as all may go to one. */
const REQUEST_BYTES_MAX = 900_000;

/**
 * Sends messages so that each stands in its topic once, in the order they were given, on as many
 * brokers as the topic asks for.
 *
 * Kafka knows a repeated request by its producer's numbers. After a failure nobody knows which
 * numbers were used, and a number used twice loses a message; so a producer that failed is never
 * used again, and what is sent again through the next one may stand there twice.
 */
export class KafkaSender {
  readonly #kafka: Kafka;
  #producer: Promise<Producer> | undefined;

  constructor(kafka: Kafka) {
    this.#kafka = kafka;
  }

  /**
   * Resolves when all of them are stored.
   *
   * @returns where each partition that got any now ends
   * @throws the Kafka client's error: any of them may be stored or not
   */
  async send(topic: string, messages: readonly OutgoingMessage[]): Promise<readonly SentUpTo[]> {
    const ends = new Map<number, number>();
    for (const request of requestsOf(messages)) {
      for (const { partition, offset } of await this.#sendOne(topic, request)) {
        ends.set(partition, offset);
      }
    }
    return [...ends].map(([partition, offset]) => ({ partition, offset }));
  }

  /** Lets go of the connection; a later {@link send} makes another. */
  async close(): Promise<void> {
    const producer = this.#producer;
    this.#producer = undefined;
    await (await producer?.catch(() => undefined))?.disconnect();
  }

  async #sendOne(topic: string, messages: Message[]): Promise<readonly SentUpTo[]> {
    const connected = (this.#producer ??= this.#connect());
    try {
      const producer = await connected;
      const [before, answers] = [new Map<number, number>(), await producer.send({ topic, messages, acks: -1 })];
      void before;
      return answers.map(({ partition, baseOffset }) => ({
        partition,
        offset: Number(baseOffset),
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
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: CLIENT_RETRY,
    });
    await producer.connect();
    return producer;
  }
}
