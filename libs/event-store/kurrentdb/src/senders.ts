import { NO_STREAM, type StreamAppend } from '@ledger/event-store-port';
import {
  NO_STREAM as NO_STREAM_YET,
  STREAM_STATE,
  type AppendResponse,
  type EventData,
  type KurrentDBClient,
  type StreamStateCheck,
} from '@kurrent/kurrentdb-client';
import { meaningOf } from './driver-errors.js';
import type { OwnPositions } from './own-positions.js';
import type { StoredForm } from './stored-form.js';

/** The server's answer to an append that it accepted. */
export interface Sent {
  /** The last revision of each part's stream. */
  readonly revisions: readonly number[];
  /** Undefined if the server did not state it. */
  readonly position: bigint | undefined;
}

/**
 * Sends an append once; undefined if a stream has moved on and the client does not say to where.
 */
export type Send = (client: KurrentDBClient) => Promise<Sent | undefined>;

/** The server drops later messages by its own clock, which may differ from this machine's. */
const DEADLINE_MS = 24 * 60 * 60 * 1000;

/** Sends an append to one stream. */
export function sendToOne(form: StoredForm, part: StreamAppend, places: OwnPositions): Send {
  return async (client) => {
    const foreign = places.foreignIn(part.stream);
    const result = await client.appendToStream(
      form.streamName(part.stream),
      recordsOf(form, part, foreign),
      { streamState: stateOf(part, foreign), requiresLeader: true, deadline: DEADLINE_MS },
    );
    if (!result.success) return undefined;
    const revisions = [Number(result.nextExpectedRevision) - foreign];
    return { revisions, position: result.position?.commit };
  };
}

/** Sends an append to several streams, using the newest call that the server supports. */
export function sendAcross(
  form: StoredForm,
  parts: readonly StreamAppend[],
  places: OwnPositions,
): Send {
  return async (client) => {
    // A snapshot: other calls may find out more while this one is under way.
    const foreign = new Map(parts.map(({ stream }) => [stream, places.foreignIn(stream)]));
    const ground = { form, foreignIn: (stream: string) => foreign.get(stream) ?? 0 };
    try {
      return await sendRecords(client, ground, parts);
    } catch (error) {
      if (meaningOf(error) !== 'not-offered') throw error;
      return sendSession(client, ground, parts);
    }
  };
}

/** Since 26.1: a single message, so that nothing is ever under way in part. */
async function sendRecords(
  client: KurrentDBClient,
  { form, foreignIn }: SendGround,
  parts: readonly StreamAppend[],
): Promise<Sent> {
  const records = parts.flatMap((part) =>
    recordsOf(form, part, foreignIn(part.stream)).map((record) => ({
      streamName: form.streamName(part.stream),
      record,
    })),
  );
  const checks = parts.map((part): StreamStateCheck => ({
    type: STREAM_STATE,
    streamName: form.streamName(part.stream),
    expectedState: stateOf(part, foreignIn(part.stream)),
  }));
  const { position, responses } = await client.appendRecords(records, checks);
  return { position, revisions: revisionsOf({ form, foreignIn }, parts, responses) };
}

/** Since 25.1. */
async function sendSession(
  client: KurrentDBClient,
  { form, foreignIn }: SendGround,
  parts: readonly StreamAppend[],
): Promise<Sent> {
  const requests = parts.map((part) => ({
    streamName: form.streamName(part.stream),
    expectedState: stateOf(part, foreignIn(part.stream)),
    events: recordsOf(form, part, foreignIn(part.stream)),
  }));
  const { position, responses } = await client.multiStreamAppend(requests);
  return { position, revisions: revisionsOf({ form, foreignIn }, parts, responses) };
}

interface SendGround {
  readonly form: StoredForm;
  /** The number of foreign events in a stream. */
  readonly foreignIn: (stream: string) => number;
}

function recordsOf(
  form: StoredForm,
  { expectedRevision, events }: StreamAppend,
  foreign: number,
): EventData[] {
  return events.map((event, i) => {
    const revision = expectedRevision + 1 + i;
    return form.record(event, revision, revision + foreign);
  });
}

function stateOf(
  { expectedRevision }: StreamAppend,
  foreign: number,
): typeof NO_STREAM_YET | bigint {
  const onServer = expectedRevision + foreign;
  return onServer === NO_STREAM ? NO_STREAM_YET : BigInt(onServer);
}

/** In the ledger's count. */
function revisionsOf(
  { form, foreignIn }: SendGround,
  parts: readonly StreamAppend[],
  responses: readonly AppendResponse[],
): number[] {
  const revisions = new Map(responses.map((each) => [each.streamName, Number(each.revision)]));
  return parts.map(({ stream }) => {
    const last = revisions.get(form.streamName(stream));
    return last === undefined ? NO_STREAM : last - foreignIn(stream);
  });
}
