import { randomUUID } from 'node:crypto';
import { StoreShapeUnknown, type NewEvent, type StoredEvent } from '@ledger/event-store-port';
import {
  streamNameFilter,
  type EventData,
  type Filter,
  type Position,
} from '@kurrent/kurrentdb-client';
import { bodyForm, bodyOf, type JsonObject } from './body-form.js';
import type { ForeignEvent } from './foreign-events.js';

/** Positions are signed on the server; the wire has all bits set where there is none. */
const POSITION_MAX = 2n ** 63n - 1n;

/** The metadata's name for the ledger's event id. */
const EVENT_ID = 'eventId';

/** The metadata's name for an event's place among the ledger's own events of its stream. */
const OWN_REVISION = 'ownRevision';

/** What the server puts behind the last event of a stream that was deleted for good. */
const TOMBSTONE = '$streamDeleted';

/** An event as the server gives it back, whichever call asked for it. */
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
 * How events of the ledger are kept on the server, and told from everybody else's there.
 *
 * - The body is JSON, which the server's pages, its projections and every other client can read.
 *   The client hands out objects, of which the canonical text is made again; a body that is not
 *   the canonical text of an object, and all that was written before, is binary data.
 * - The metadata names correlation and causation as the server does.
 * - What others, or the server, put into a stream of the ledger is passed over and reported. The
 *   revisions the ledger sees count its own events only; where they are not the server's, the
 *   metadata has them.
 * - The ledger's event id is in the metadata. The server's own id is a new one for every attempt,
 *   because the server drops a write whose ids it knows and answers as if it had just stored it:
 *   nobody could tell a repetition from the first time. With new ids the expected revision alone
 *   decides, and that is exact.
 * - A position is the commit position, which for all that gRPC writes is the prepare position too.
 */
export class StoredForm {
  readonly #prefix: string;
  readonly #foreign: (event: ForeignEvent) => void;

  /**
   * @param prefix stands before every stream's name; no other ledger's begins with it
   * @param foreign receives what is not the ledger's own, each time it is met
   */
  constructor(prefix: string, foreign: (event: ForeignEvent) => void = () => undefined) {
    this.#prefix = prefix;
    this.#foreign = foreign;
  }

  /** Keeps everything but this ledger's streams from being sent at all. */
  filter(options: Pick<Filter, 'checkpointReached' | 'maxSearchWindow'> = {}): Filter {
    return streamNameFilter({ prefixes: [this.#prefix], ...options });
  }

  streamName(stream: string): string {
    return this.#prefix + stream;
  }

  /**
   * @param revision its place among the ledger's own events
   * @param serverRevision the place it comes to stand at on the server
   */
  record({ id, type, body }: NewEvent, revision: number, serverRevision: number): EventData {
    const form = bodyForm(body);
    const metadata = {
      [EVENT_ID]: id,
      ...(form.contentType === 'application/json' && causesIn(form.data)),
      // As text, because the newest call takes nothing else.
      ...(revision !== serverRevision && { [OWN_REVISION]: String(revision) }),
    };
    return { id: randomUUID(), type, ...form, metadata } as EventData;
  }

  /** An event of the ledger; undefined for what somebody else, or the server, put among them. */
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

/** The server's own projections find what belongs together by these names. */
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
