import { randomUUID } from 'node:crypto';
import { StoreShapeUnknown, type NewEvent, type StoredEvent } from '@ledger/event-store-port';
import {
  streamNameFilter,
  type BinaryEventData,
  type Filter,
  type Position,
} from '@kurrent/kurrentdb-client';

/** Positions are signed on the server; the wire has all bits set where there is none. */
const POSITION_MAX = 2n ** 63n - 1n;

const UTF8 = new TextEncoder();

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
      data: UTF8.encode(body),
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
 * The one number the port has for the place of an event.
 *
 * @throws {StoreShapeUnknown} one number does not say it
 */
function positionNumber(stream: string, position: Position | undefined): number {
  if (position === undefined || position.commit > POSITION_MAX) {
    const found = 'the server is too old to tell where a stream’s events stand';
    throw new StoreShapeUnknown(`Stream ${stream}`, found);
  }
  if (position.commit !== position.prepare) {
    const found = 'part of it was written by a TCP transaction';
    throw new StoreShapeUnknown(`Stream ${stream}`, found);
  }
  return exactPosition(stream, position.commit);
}

/**
 * A commit position as a number.
 *
 * @throws {StoreShapeUnknown} it is beyond what a number says exactly, 8 PiB into the log
 */
export function exactPosition(stream: string, commit: bigint): number {
  const position = Number(commit);
  if (Number.isSafeInteger(position)) return position;
  throw new StoreShapeUnknown(`Stream ${stream}`, `it has an event at position ${commit}`);
}

function eventId(metadata: unknown): string | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const id: unknown = Reflect.get(metadata, EVENT_ID);
  return typeof id === 'string' ? id : undefined;
}
