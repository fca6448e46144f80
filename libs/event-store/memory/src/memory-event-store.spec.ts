import { describe, expect, it } from '@jest/globals';
import { NO_STREAM, type NewEvent, type StoredEvent } from '@ledger/event-store-port';
import { InMemoryEventStore } from './memory-event-store.js';

const FIGURE = 'recorded-crime.all/kent/2024-05';
const RECORDED: NewEvent = { id: 'id-1', type: 'FigureRecorded', body: '{"value":"14773"}' };

describe('The log in memory', () => {
  it('throws where a stored event would change', async () => {
    const store = new InMemoryEventStore();
    await store.append(FIGURE, NO_STREAM, [RECORDED]);
    const [held] = await store.readStream(FIGURE);
    expect(() => {
      (held as { body: string }).body = '{"value":"0"}';
    }).toThrow(TypeError);
    expect(await store.readStream(FIGURE)).toMatchObject([RECORDED]);
  });

  it('keeps what was said when it was said', async () => {
    const store = new InMemoryEventStore();
    const mine = { ...RECORDED };
    await store.append(FIGURE, NO_STREAM, [mine]);
    mine.body = '{"value":"0"}';
    expect(await store.readStream(FIGURE)).toMatchObject([RECORDED]);
  });

  it('does not lend out the list it keeps', async () => {
    const store = new InMemoryEventStore();
    await store.append(FIGURE, NO_STREAM, [RECORDED]);
    ((await store.readAll(0, 10)) as StoredEvent[]).length = 0;
    ((await store.readStream(FIGURE)) as StoredEvent[]).length = 0;
    (store.record as StoredEvent[]).length = 0;
    expect(await store.readStream(FIGURE)).toHaveLength(1);
    expect(await store.head()).toBe(1);
  });

  it.each([
    ['begins behind its beginning', { revision: 0, position: 2 }],
    ['leaves out a revision', { revision: 1, position: 1 }],
  ])('is not opened with a record that %s', (_, place) => {
    const kept = [{ ...RECORDED, stream: FIGURE, ...place }];
    expect(() => new InMemoryEventStore({ kept })).toThrow(TypeError);
  });
});
