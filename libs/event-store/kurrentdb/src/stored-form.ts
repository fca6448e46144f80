import { type JsonObject } from '@ledger/kernel';
import { randomUUID } from 'node:crypto';
import {
  StoreShapeUnknown,
  type ForeignEvent,
  type NewEvent,
  type StoredEvent,
} from '@ledger/event-store-port';
import {
  streamNameFilter,
  type EventData,
  type Filter,
  type Position,
} from '@kurrent/kurrentdb-client';
import { bodyForm, bodyOf } from './body-form.js';

/** Positions are signed on the server; all bits set on the wire means none. */
const POSITION_MAX = 2n ** 63n - 1n;

/** The ledger's event id in the metadata. */
const EVENT_ID = 'eventId';

/** An event's revision among the ledger's own events of its stream, in the metadata. */
const OWN_REVISION = 'ownRevision';

/** The event that the server puts at the end of a permanently deleted stream. */
const TOMBSTONE = '$streamDeleted';

/** An event as the server returns it, from any call. */
export interface RecordedForm {
  readonly streamId: string;
  readonly type: string;
  readonly revision: bigint;
  readonly isJson: boolean;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly created?: Date | undefined;
  readonly position?: Position | undefined;
}

/**
 * How events of the ledger are stored on the server and distinguished from foreign ones.
 *
 * - The body is JSON, which the server's pages, its projections and every other client can read.
 *   The client returns objects, whose canonical text is restored; a body that is not the
 *   canonical text of an object, and all that was written before, is binary data.
 * - The metadata names correlation and causation as the server does.
 * - Foreign events in a stream of the ledger, also the server's own, are skipped and reported.
 *   The ledger's revisions count its own events only; where they differ from the server's, the
 *   metadata has them.
 * - The ledger's event id is in the metadata. The server's own id is new for every attempt,
 *   because the server drops a write whose ids it knows and answers as if it had just stored it:
 *   a repeat would look like a first append. With new ids the expected revision alone decides,
 *   and that is exact.
 * - A position is the commit position, which for everything written over gRPC is also the
 *   prepare position.
 */
export class StoredForm {
  readonly #prefix: string;
  readonly #foreign: (event: ForeignEvent) => void;

  /**
   * @param prefix of every stream name; no other ledger's begins with it
   * @param foreign receives each foreign event, each time it is read
   */
  constructor(prefix: string, foreign: (event: ForeignEvent) => void = () => undefined) {
    this.#prefix = prefix;
    this.#foreign = foreign;
  }

  /** Makes the server send this ledger's streams only. */
  filter(options: Pick<Filter, 'checkpointReached' | 'maxSearchWindow'> = {}): Filter {
    return streamNameFilter({ prefixes: [this.#prefix], ...options });
  }

  streamName(stream: string): string {
    return this.#prefix + stream;
  }

  /**
   * @param revision among the ledger's own events
   * @param serverRevision the revision it will have on the server
   */
  record({ id, type, body }: NewEvent, revision: number, serverRevision: number): EventData {
    const form = bodyForm(body);
    const metadata = {
      [EVENT_ID]: id,
      ...(form.contentType === 'application/json' && causesIn(form.data)),
      // As text, because the newest call accepts nothing else.
      ...(revision !== serverRevision && { [OWN_REVISION]: String(revision) }),
    };
    return { id: randomUUID(), type, ...form, metadata };
  }

  /** An event of the ledger; undefined for a foreign event. */
  event(recorded: RecordedForm): StoredEvent | undefined {
    const { streamId, type, metadata } = recorded;
    const id = textIn(metadata, EVENT_ID);
    const isOwn = id !== undefined && !type.startsWith('$');
    const body = isOwn ? bodyOf(recorded.isJson, recorded.data) : undefined;
    if (id === undefined || body === undefined) {
      if (type !== TOMBSTONE) this.#report(recorded);
      return undefined;
    }
    return {
      id,
      type,
      body,
      stream: streamId.slice(this.#prefix.length),
      revision: Number(textIn(metadata, OWN_REVISION) ?? recorded.revision),
      position: positionNumber(streamId, recorded.position),
    };
  }

  #report({ streamId, type, revision, created, position }: RecordedForm): void {
    this.#foreign({
      position: Number(position?.commit ?? 0n),
      stream: streamId,
      revision: Number(revision),
      type,
      createdAt: (created ?? new Date(0)).toISOString(),
    });
  }
}

/**
 * An event's position as the one number that the port has for it.
 *
 * @throws {StoreShapeUnknown} one number does not express it
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
 * @throws {StoreShapeUnknown} it exceeds the exact integers, 8 PiB into the log
 */
export function exactPosition(stream: string, commit: bigint): number {
  const position = Number(commit);
  if (Number.isSafeInteger(position)) return position;
  throw new StoreShapeUnknown(`Stream ${stream}`, `it has an event at position ${commit}`);
}

/** The server's own projections correlate events by these names. */
function causesIn({ correlationId, causationId }: JsonObject): Record<string, string> {
  return {
    ...(typeof correlationId === 'string' && { $correlationId: correlationId }),
    ...(typeof causationId === 'string' && { $causationId: causationId }),
  };
}

function textIn(metadata: unknown, name: string): string | undefined {
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  const text: unknown = Reflect.get(metadata, name);
  return typeof text === 'string' ? text : undefined;
}
