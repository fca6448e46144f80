import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '@ledger/event-store-port';
import { instantOf } from '@ledger/kernel';
import { wholeMoments } from './whole-moments.js';

/** Events from position 1 on, recorded at these milliseconds; without a record for null. */
function recordOf(...times: readonly (number | null)[]): readonly StoredEvent[] {
  return times.map((ms, i) => ({
    ...{ id: `event-${i + 1}`, type: 'A', stream: 'a', revision: i, position: i + 1 },
    body: ms === null ? '{}' : `{"recordedAt":"${instantOf(ms)}"}`,
  }));
}

async function parted(count: number, ...times: readonly (number | null)[]) {
  const record = recordOf(...times);
  const readAll = async (after: number, max: number) => record.slice(after, after + max);
  const { whole, rest } = await wholeMoments({ readAll }, record.slice(0, count));
  return [whole, rest].map((events) => events.map(({ position }) => position));
}

describe('Events that are applied together', () => {
  it('are all there are where no moment goes on behind them', async () => {
    expect(await parted(3, 1, 2, 2, 3)).toEqual([[1, 2, 3], []]);
    expect(await parted(3, 1, 2, 2)).toEqual([[1, 2, 3], []]);
  });

  it('end before a moment that goes on behind them', async () => {
    expect(await parted(4, 1, 2, 3, 3, 3, 4)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(await parted(2, 3, 3, 3)).toEqual([[], [1, 2]]);
  });

  it('are taken as they come where they say no moment', async () => {
    expect(await parted(2, null, null, null)).toEqual([[1, 2], []]);
  });
});
