import { join } from 'node:path';
import { NO_STREAM, type EventStore } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import {
  areaStream,
  dimensionStream,
  measureStream,
  publicationStream,
  publisherStream,
  type AreaRegistered,
  type DimensionRegistered,
  type MeasureDefined,
  type PublicationRegistered,
  type PublisherRegistered,
  parsePublishedDate,
} from '@ledger/figures-domain';
import { derivedId, encodeRecord, instantOf } from '@ledger/kernel';
import { makeFolder } from '@ledger/deployment';
import {
  areaIds,
  CHANNEL,
  channels,
  madeEvent,
  measureCodes,
  PUBLICATION,
  PUBLISHER,
} from './made-data.js';

type Registration =
  | PublisherRegistered
  | AreaRegistered
  | DimensionRegistered
  | MeasureDefined
  | PublicationRegistered;

const APPENDS_IN_FLIGHT = 512;

/**
 * Generates a ledger in a new folder, one event for each figure, after the registry entries
 * they need. The server opens it like any other.
 */
export async function makeLedger(
  folder: string,
  figures: number,
  progress: (done: number) => void = () => undefined,
): Promise<void> {
  makeFolder(folder);
  const store = SqliteEventStore.open({ file: join(folder, 'ledger.db') });
  for (const [stream, event] of registrations()) await append(store, stream, event);
  const numbers = Array.from({ length: APPENDS_IN_FLIGHT }, (_, i) => i);
  for (let from = 0; from < figures; from += APPENDS_IN_FLIGHT) {
    const group = numbers.map((i) => from + i).filter((number) => number < figures);
    await Promise.all(
      group.map((number) => {
        const { stream, event } = madeEvent(number);
        return store.append(stream, NO_STREAM, [event]);
      }),
    );
    progress(from + group.length);
  }
  await store.close();
}

function* registrations(): Generator<[string, Registration]> {
  yield [publisherStream(PUBLISHER.id), { type: 'PublisherRegistered', data: PUBLISHER }];
  for (const id of areaIds()) {
    yield [
      areaStream(id),
      { type: 'AreaRegistered', data: { id, title: id, kind: 'district' } },
    ];
  }
  yield [dimensionStream(CHANNEL), { type: 'DimensionRegistered', data: channels() }];
  for (const code of measureCodes()) yield [measureStream(code), measureOf(code)];
  yield [publicationStream(PUBLICATION), publication()];
}

function measureOf(code: string): MeasureDefined {
  return {
    type: 'MeasureDefined',
    data: {
      code,
      title: `Offences ${code}`,
      units: ['offences'],
      valueType: 'count',
      kind: 'flow',
      polarity: 'down-is-good',
      owner: PUBLISHER.id,
      sumOf: [],
      madeFrom: [],
      definition: 'Made up for measuring',
    },
  };
}

function publication(): PublicationRegistered {
  return {
    type: 'PublicationRegistered',
    data: {
      id: PUBLICATION,
      title: 'Made-up release',
      kind: 'data-release',
      publisher: PUBLISHER.id,
      published: parsePublishedDate('2024-09-05'),
      evidence: 'made up',
      status: 'public',
      isEmbargoed: false,
    },
  };
}

async function append(store: EventStore, stream: string, event: Registration): Promise<void> {
  const id = derivedId(`${event.type}\n${stream}`);
  const body = encodeRecord({
    id,
    stream,
    revision: 0,
    type: event.type,
    data: event.data,
    schemaVersion: 1,
    recordedAt: instantOf(Date.UTC(2024, 8, 1)),
    actor: 'bench',
    correlationId: 'bench',
    causationId: 'bench',
  });
  await store.append(stream, NO_STREAM, [{ id, type: event.type, body }]);
}
