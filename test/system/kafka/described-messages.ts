import { Ajv, type ValidateFunction } from 'ajv';
import { asyncApiDocument } from '@ledger/kafka';
import type { ReadMessage } from './messages.js';

/** How a part of a message differs from its description. */
export interface MessageFault {
  readonly part: 'payload' | 'headers' | 'key';
  readonly errors: ValidateFunction['errors'];
}

/** The parts of an AsyncAPI document that a consumer would follow. */
interface Document {
  readonly channels: Readonly<
    Record<
      string,
      {
        readonly address: string;
        readonly messages: Readonly<Record<string, { readonly $ref: string }>>;
      }
    >
  >;
  readonly components: { readonly messages: Readonly<Record<string, Described>> };
}

interface Described {
  readonly headers: object;
  readonly payload: object;
  readonly bindings: { readonly kafka: { readonly key: object } };
}

const REFERENCE = '#/components/messages/';

/**
 * The AsyncAPI document's description of messages, as a reader of the published JSON understands
 * it: the channel is found by the topic's name, the message by the header that names its type.
 */
export class DescribedMessages {
  readonly #document: Document;
  readonly #ajv = new Ajv({ strict: false });

  constructor(prefix: string) {
    this.#document = JSON.parse(JSON.stringify(asyncApiDocument({ version: '1', prefix })));
  }

  /**
   * Faults of a message of a topic; empty if it is as described.
   *
   * @throws {TypeError} the document has no such topic, or no such message of it
   */
  faultsOf(topic: string, message: Omit<ReadMessage, 'partition' | 'offset'>): MessageFault[] {
    const { payload, headers, bindings } = this.#described(topic, message.headers['type']);
    const value: unknown = JSON.parse(message.value ?? 'null');
    return [
      ...this.#faults('payload', payload, value),
      ...this.#faults('headers', headers, message.headers),
      ...this.#faults('key', bindings.kafka.key, message.key),
    ];
  }

  /** A channel with one kind of message needs no header to identify it. */
  #described(topic: string, type: string | undefined): Described {
    const { channels, components } = this.#document;
    const channel = Object.values(channels).find(({ address }) => address === topic);
    const references = Object.values(channel?.messages ?? {}).map(({ $ref }) => $ref);
    const wanted =
      type === undefined && references.length === 1 ? references[0] : `${REFERENCE}${type}`;
    const found = references.find((reference) => reference === wanted);
    const described = components.messages[found?.slice(REFERENCE.length) ?? ''];
    if (described === undefined) throw new TypeError(`No message ${type} in ${topic}.`);
    return described;
  }

  #faults(part: MessageFault['part'], schema: object, value: unknown): MessageFault[] {
    // A schema seen before is compiled already.
    const validate = this.#ajv.compile(schema);
    return validate(value) ? [] : [{ part, errors: validate.errors }];
  }
}
