import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { NO_STREAM, type EventStore } from '@ledger/event-store-port';
import { logCheck } from '../duties/checks.js';
import { LogWatermark } from './log-watermark.js';

async function recordOf(...ids: readonly string[]): Promise<EventStore> {
  const store = new InMemoryEventStore();
  const events = ids.map((id) => ({ id, type: 'FigureRecorded', body: '{}' }));
  if (events.length > 0) await store.append('figure-a', NO_STREAM, events);
  return store;
}

/** A log behind one address, where another log may replace it. */
function addressed(first: EventStore) {
  const place = { record: first };
  const mark = new LogWatermark({
    head: () => place.record.head(),
    readAll: (after, max) => place.record.readAll(after, max),
  });
  const check = logCheck(mark);
  return { place, check };
}

describe('The log is ready', () => {
  it('while it grows, from nothing on', async () => {
    const { place, check } = addressed(await recordOf());
    expect(await check.fault()).toBeUndefined();
    await place.record.append('figure-a', NO_STREAM, [{ id: '1', type: 'T', body: '{}' }]);
    expect(await check.fault()).toBeUndefined();
    await place.record.append('figure-a', 0, [{ id: '2', type: 'T', body: '{}' }]);
    expect(await check.fault()).toBeUndefined();
  });

  it('no more once an older copy is in its place, also when that has grown beyond it', async () => {
    const { place, check } = addressed(await recordOf('1', '2', '3'));
    expect(await check.fault()).toBeUndefined();
    place.record = await recordOf('1');
    expect(await check.fault()).toContain('no longer has event 3 at position 3');
    place.record = await recordOf('1', 'other 2', 'other 3', 'other 4');
    expect(await check.fault()).toContain('no longer has event 3 at position 3');
  });

  it('again once the right one is back', async () => {
    const right = await recordOf('1', '2', '3');
    const { place, check } = addressed(right);
    await check.fault();
    place.record = await recordOf('1');
    expect(await check.fault()).toContain('older copy');
    place.record = right;
    expect(await check.fault()).toBeUndefined();
  });
});
