import { randomUUID } from 'node:crypto';
import { NO_STREAM, type NewEvent } from '@ledger/event-store-port';
import {
  jsonEvent,
  KurrentDBClient,
  NO_STREAM as NO_STREAM_YET,
} from '@kurrent/kurrentdb-client';

/** Appends for the bench, through the adapter or directly. */
export interface Appender {
  append(
    stream: string,
    expectedRevision: number,
    events: readonly NewEvent[],
  ): Promise<unknown>;
  close(): Promise<void>;
}

/** The server's own client, used as its documentation shows: the baseline of what is possible. */
export function plainClient(url: string, streamPrefix: string): Appender {
  const client = KurrentDBClient.connectionString(url);
  return {
    append: (stream, expectedRevision, events) =>
      client.appendToStream(
        streamPrefix + stream,
        events.map(({ id, type, body }) =>
          jsonEvent({
            id: randomUUID(),
            type,
            data: JSON.parse(body) as Record<string, unknown>,
            metadata: { eventId: id },
          }),
        ),
        {
          streamState:
            expectedRevision === NO_STREAM ? NO_STREAM_YET : BigInt(expectedRevision),
        },
      ),
    close: () => client.dispose(),
  };
}
