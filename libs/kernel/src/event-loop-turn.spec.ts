import { describe, expect, it, jest } from '@jest/globals';
import { isTurnOver, mapInTurns, nextTurn, TURN_MS_MAX } from './event-loop-turn.js';

const PIECE_MS = 2;

function work(): void {
  const began = performance.now();
  while (performance.now() - began < PIECE_MS);
}

/** Counts the turns of the event loop meanwhile, and measures the longest. */
async function turnsDuring(
  act: () => Promise<unknown>,
): Promise<{ turns: number; ms: number }> {
  let turns = 0;
  let ms = 0;
  let last = performance.now();
  let isWatching = true;
  const watch = (): void => {
    turns += 1;
    ms = Math.max(ms, performance.now() - last);
    last = performance.now();
    if (isWatching) setImmediate(watch);
  };
  setImmediate(watch);
  await act();
  isWatching = false;
  return { turns, ms };
}

describe('Long work in turns of the event loop', () => {
  it('lets others have theirs, and answers in order', async () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    let doubled: readonly number[] = [];
    const { turns } = await turnsDuring(async () => {
      doubled = await mapInTurns(items, (item) => {
        work();
        return item * 2;
      });
    });
    expect(doubled).toEqual(items.map((item) => item * 2));
    expect(turns).toBeGreaterThan((items.length * PIECE_MS) / TURN_MS_MAX / 2);
  });

  it('shares one turn among all who work in it', async () => {
    const one = async (): Promise<void> => {
      for (let piece = 0; piece < 5; piece += 1) {
        if (isTurnOver()) await nextTurn();
        work();
      }
    };
    const { turns } = await turnsDuring(() => Promise.all(Array.from({ length: 10 }, one)));
    expect(turns).toBeGreaterThan(5);
  });

  it('costs no turn where it is short', async () => {
    await nextTurn();
    // A busy machine may stop this process for longer than a turn lasts.
    const stopped = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
    const { turns } = await turnsDuring(() => mapInTurns([1, 2, 3], (item) => item));
    stopped.mockRestore();
    expect(turns).toBe(0);
  });
});
