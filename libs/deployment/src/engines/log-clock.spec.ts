import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { NO_STREAM, StoreUnavailable } from '@ledger/event-store-port';
import { encodeRecord, parseInstant } from '@ledger/kernel';
import { LogClock } from './log-clock.js';

const LATE = parseInstant('2999-01-01T00:00:00.000Z');

/** A log whose last event was dated by a clock far ahead. */
async function recordOf(store = new DistantStore()): Promise<DistantStore> {
  const body = encodeRecord({
    ...{ id: '1', stream: 's', revision: 0, type: 'FigureRecorded', data: {} },
    ...{ schemaVersion: 1, recordedAt: LATE, actor: 'a' },
    ...{ correlationId: 'b', causationId: 'c' },
  });
  await store.append('s', NO_STREAM, [{ id: '1', type: 'FigureRecorded', body }]);
  return store;
}

class DistantStore extends InMemoryEventStore {
  isAway = false;

  override async head(): Promise<number> {
    if (this.isAway) throw new StoreUnavailable('it is away');
    return super.head();
  }
}

describe('The clock of a log', () => {
  it('goes on from the last event at once where the log answers', async () => {
    const clock = await LogClock.start(await recordOf());
    expect(clock.now() >= LATE).toBe(true);
  });

  it('dates nothing before the log was reached, and joins it when it is there', async () => {
    const store = await recordOf();
    store.isAway = true;
    const clock = await LogClock.start(store);
    expect(() => clock.now()).toThrow(StoreUnavailable);
    store.isAway = false;
    const dated = () => {
      try {
        return clock.now();
      } catch {
        return undefined;
      }
    };
    while (dated() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clock.now() >= LATE).toBe(true);
  });
});
