import { NO_STREAM, type StreamAppend } from '@ledger/event-store-port';
import {
  NO_STREAM as NO_STREAM_YET,
  STREAM_STATE,
  type AppendResponse,
  type KurrentDBClient,
} from '@kurrent/kurrentdb-client';
import { meaningOf } from './driver-errors.js';
import type { StoredForm } from './stored-form.js';

/** What the server answered to an append that it took. */
export interface Sent {
  /** The last revision of each part's stream. */
  readonly revisions: readonly number[];
  /** Undefined if the server did not say. */
  readonly position: bigint | undefined;
}

/** Sends an append once; undefined if a stream is elsewhere and the client does not say where. */
export type Send = (client: KurrentDBClient) => Promise<Sent | undefined>;

/** The server drops what comes later by its own clock, which may differ from this machine's. */
const DEADLINE_MS = 24 * 60 * 60 * 1000;

/** Sends an append to one stream. */
export function sendToOne(form: StoredForm, part: StreamAppend): Send {
  return async (client) => {
    const result = await client.appendToStream(
      form.streamName(part.stream),
      part.events.map((event) => form.record(event)),
      { streamState: stateOf(part), requiresLeader: true, deadline: DEADLINE_MS },
    );
    if (!result.success) return undefined;
    const revisions = [Number(result.nextExpectedRevision)];
    return { revisions, position: result.position?.commit };
  };
}

/** Sends an append to several streams, by the newest call the server knows. */
export function sendAcross(form: StoredForm, parts: readonly StreamAppend[]): Send {
  return async (client) => {
    try {
      return await sendRecords(client, form, parts);
    } catch (error) {
      if (meaningOf(error) !== 'not-offered') throw error;
      return sendSession(client, form, parts);
    }
  };
}

/** Since 26.1: one message for all, so that nothing is ever under way in part. */
async function sendRecords(
  client: KurrentDBClient,
  form: StoredForm,
  parts: readonly StreamAppend[],
): Promise<Sent> {
  const records = parts.flatMap(({ stream, events }) =>
    events.map((event) => ({
      streamName: form.streamName(stream),
      record: form.record(event),
    })),
  );
  const checks = parts.map((part) => ({
    type: STREAM_STATE as typeof STREAM_STATE,
    streamName: form.streamName(part.stream),
    expectedState: stateOf(part),
  }));
  const { position, responses } = await client.appendRecords(records, checks);
  return { position, revisions: revisionsOf(form, parts, responses) };
}

/** Since 25.1. */
async function sendSession(
  client: KurrentDBClient,
  form: StoredForm,
  parts: readonly StreamAppend[],
): Promise<Sent> {
  const requests = parts.map((part) => ({
    streamName: form.streamName(part.stream),
    expectedState: stateOf(part),
    events: part.events.map((event) => form.record(event)),
  }));
  const { position, responses } = await client.multiStreamAppend(requests);
  return { position, revisions: revisionsOf(form, parts, responses) };
}

function stateOf({ expectedRevision }: StreamAppend): typeof NO_STREAM_YET | bigint {
  return expectedRevision === NO_STREAM ? NO_STREAM_YET : BigInt(expectedRevision);
}

function revisionsOf(
  form: StoredForm,
  parts: readonly StreamAppend[],
  responses: readonly AppendResponse[],
): number[] {
  const revisions = new Map(responses.map((each) => [each.streamName, Number(each.revision)]));
  return parts.map(({ stream }) => revisions.get(form.streamName(stream)) ?? NO_STREAM);
}
