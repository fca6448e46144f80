/** The ledger as EventStoreDB's own clients and tools see it: nothing here is the ledger's. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { KurrentDBClient, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import { encodeRecord, type EventRecord } from '@ledger/kernel';
import { NO_STREAM, type NewEvent } from '@ledger/event-store-port';
import { event, ids, Scene } from './kurrentdb-scene.js';

const FIGURE = 'figure-recorded-crime.all/kent/2024-05';
const SERVERS: readonly [string, Parameters<typeof Scene.begin>[0]][] = [
  ['that appends in batches', {}],
  ['that has a call for each append', { traits: { offersBatchAppend: false } }],
];

let scene: Scene;

afterEach(() => scene.end());

/** Numeric names, which JavaScript objects put first, and characters of all kinds. */
function recordOf(name: string, revision: number): NewEvent {
  const { id, type } = event(name);
  const record: EventRecord = {
    ...{ id, type, stream: FIGURE, revision, schemaVersion: 1 },
    ...{ actor: 'kent', correlationId: `import ${name}`, causationId: `command ${name}` },
    recordedAt: '2024-05-17T10:00:00.000Z' as EventRecord['recordedAt'],
    data: { value: '14773', printed: '£1.5m "x"\n\u2028', '10': 'ten', '9': { b: 1, a: 2 } },
  };
  return { id, type, body: encodeRecord(record) };
}

describe.each(SERVERS)('On a server %s', (_, options) => {
  it('a plain client reads the facts of an event, and what it came from', async () => {
    scene = await Scene.begin(options);
    const records = [recordOf('a', 0), recordOf('b', 1)];
    await scene.open().append(FIGURE, NO_STREAM, records);
    const client = KurrentDBClient.connectionString(scene.server.connectionString());
    const filter = streamNameFilter({ prefixes: ['ledger-figure-'] });
    const sums = new Map<string, number>();
    const met: unknown[] = [];
    for await (const { event: seen } of client.readAll({ fromPosition: START, filter })) {
      if (seen?.isJson !== true) continue;
      const { data } = seen.data as { data: { value: string } };
      sums.set(seen.type, (sums.get(seen.type) ?? 0) + Number(data.value));
      met.push(seen.metadata);
    }
    await client.dispose();
    expect([...sums]).toEqual([['FigureRecorded', 2 * 14773]]);
    expect(met).toEqual(
      records.map(({ id }, i) => ({
        eventId: id,
        $correlationId: `import ${i === 0 ? 'a' : 'b'}`,
        $causationId: `command ${i === 0 ? 'a' : 'b'}`,
      })),
    );
  });

  it('what is read back is byte for byte what was written', async () => {
    scene = await Scene.begin(options);
    const records = [recordOf('a', 0), recordOf('b', 1)];
    const store = scene.open();
    await store.append(FIGURE, NO_STREAM, records);
    const bodies = records.map(({ body }) => body);
    expect((await store.readStream(FIGURE)).map(({ body }) => body)).toEqual(bodies);
    expect((await store.readAll(0, 10)).map(({ body }) => body)).toEqual(bodies);
  });

  it('a record that began as bytes goes on as JSON, and is read as one', async () => {
    scene = await Scene.begin(options);
    const records = [recordOf('a', 0), recordOf('b', 1)];
    const [old, young] = records as [NewEvent, NewEvent];
    scene.server.log.writeForeign(`ledger-${FIGURE}`, {
      type: old.type,
      isJson: false,
      data: Buffer.from(old.body),
      metadata: Buffer.from(JSON.stringify({ eventId: old.id })),
    });
    const store = scene.open();
    expect(await store.append(FIGURE, 0, [young])).toMatchObject({ revision: 1 });
    const held = await store.readStream(FIGURE);
    expect(ids(held)).toEqual(ids(records));
    expect(held.map(({ body }) => body)).toEqual(records.map(({ body }) => body));
    const kept = scene.server.log.stream(`ledger-${FIGURE}`);
    expect(typeof kept === 'string' ? kept : kept.map(({ isJson }) => isJson)).toEqual([
      false,
      true,
    ]);
    expect(await store.append(FIGURE, NO_STREAM, [old])).toMatchObject({ repeated: true });
  });
});

describe('Events appended to several streams at once', () => {
  it('are JSON for a plain client too', async () => {
    scene = await Scene.begin();
    const store = scene.open();
    await store.appendAcrossStreams([
      { stream: FIGURE, expectedRevision: NO_STREAM, events: [recordOf('a', 0)] },
      { stream: 'other', expectedRevision: NO_STREAM, events: [event('b')] },
    ]);
    const client = KurrentDBClient.connectionString(scene.server.connectionString());
    const seen = [];
    for await (const { event: one } of client.readStream(`ledger-${FIGURE}`)) seen.push(one);
    await client.dispose();
    expect(seen[0]).toMatchObject({
      isJson: true,
      data: { data: { value: '14773' } },
      metadata: { $correlationId: 'import a', $causationId: 'command a' },
    });
    expect((await store.readStream(FIGURE))[0]?.body).toBe(recordOf('a', 0).body);
  });
});
