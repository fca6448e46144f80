import { randomUUID } from 'node:crypto';
import {
  StoreShapeUnknown,
  type NewEvent,
  type StoredEvent,
} from '@ledger/event-store-port';
import {
  streamNameFilter,
  type BinaryEventData,
  type Filter,
  type Position,
} from '@kurrent/kurrentdb-client';

/** The metadata's name for the ledger's event id. */
const EVENT_ID = 'eventId';

/** An event as the server gives it back, whichever call asked for it. */
export interface RecordedForm {
  readonly streamId: string;
  readonly type: string;
  readonly revision: bigint;
  readonly isJson: boolean;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly position?: Position | undefined;
}

/**
 * How events of the ledger are kept on the server, and told from everybody else's there.
 *
 * - The body is binary data. The client parses JSON data and hands out objects, and a body must
 *   come back byte for byte.
 * - The ledger's event id is in the metadata. The server's own id is a new one for every attempt,
 *   because the server drops a write whose ids it knows and answers as if it had just stored it:
 *   nobody could tell a repetition from the first time. With new ids the expected revision alone
 *   decides, and that is exact.
 * - A position is the commit position, which for all that gRPC writes is the prepare position too.
 */
export class StoredForm {
  readonly #prefix: string;

  /** @param prefix stands before every stream's name; no other ledger's begins with it */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** Keeps everything but this ledger's streams from being sent at all. */
  filter(options: Pick<Filter, 'checkpointReached' | 'maxSearchWindow'> = {}): Filter {
    return streamNameFilter({ prefixes: [this.#prefix], ...options });
  }

  streamName(stream: string): string {
    return this.#prefix + stream;
  }

  record({ id, type, body }: NewEvent): BinaryEventData {
    return {
      id: randomUUID(),
      contentType: 'application/octet-stream',
      type,
      data: Buffer.from(body, 'utf8'),
      metadata: { [EVENT_ID]: id },
    };
  }

  /**
   * An event of the ledger; undefined for what the server itself put among them, as a tombstone.
   *
   * @throws {StoreShapeUnknown} somebody else wrote to a stream of the ledger
   */
  event(recorded: RecordedForm): StoredEvent | undefined {
    if (recorded.type.startsWith('$')) return undefined;
    const { streamId, type, data, metadata, isJson } = recorded;
    const id = eventId(metadata);
    if (isJson || id === undefined || !(data instanceof Uint8Array)) {
      const found = `event ${recorded.revision} is not one the ledger wrote`;
      throw new StoreShapeUnknown(`Stream ${streamId}`, found);
    }
    return {
      id,
      type,
      body: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('utf8'),
      stream: streamId.slice(this.#prefix.length),
      revision: Number(recorded.revision),
      position: positionNumber(streamId, recorded.position),
    };
  }
}

/**
 * The one number the port has for a place in the log.
 *
 * @throws {StoreShapeUnknown} one number does not say it
 */
export function positionNumber(stream: string, position: Position | undefined): number {
  const place = `Stream ${stream}`;
  if (position === undefined || position.commit >= 2n ** 63n) {
    throw new StoreShapeUnknown(place, 'the server, older than 22.10, tells no positions there');
  }
  if (position.commit !== position.prepare) {
    throw new StoreShapeUnknown(place, 'part of it was written by a TCP transaction');
  }
  const number = Number(position.commit);
  if (!Number.isSafeInteger(number)) {
    throw new StoreShapeUnknown(place, `position ${position.commit} is beyond exact numbers`);
  }
  return number;
}

function eventId(metadata: unknown): string | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const id: unknown = Reflect.get(metadata, EVENT_ID);
  return typeof id === 'string' ? id : undefined;
}
