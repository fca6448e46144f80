import { describe, expect, it } from '@jest/globals';
import type { QueryBus } from '@nestjs/cqrs';
import type { FigureQuestion, Views } from '@ledger/figures-read-models';
import { setTimeout as sleep } from 'node:timers/promises';
import { RecentFigures } from './recent-figures.js';

/** Views at a position that a test moves, and how often a figure was worked out from them. */
function scene() {
  const at = { position: 1, workedOut: 0 };
  const views = {
    get position() {
      return at.position;
    },
    currentPosition: async () => at.position,
  };
  const queries = {
    execute: async ({ question }: { readonly question: FigureQuestion }) => {
      at.workedOut += 1;
      return { position: at.position, body: { key: question.key, workedOut: at.workedOut } };
    },
  };
  const recent = new RecentFigures(queries as unknown as QueryBus, views as unknown as Views);
  return { at, recent };
}

describe('A figure that is asked for again', () => {
  it('is given as it was while the views stand still', async () => {
    const { at, recent } = scene();
    const first = await recent.figure({ key: 'a' });
    expect(await recent.figure({ key: 'a' })).toBe(first);
    expect(at.workedOut).toBe(1);
  });

  it('is worked out anew once the views have moved', async () => {
    const { at, recent } = scene();
    await recent.figure({ key: 'a' });
    at.position = 2;
    await sleep(10);
    expect(await recent.figure({ key: 'a' })).toMatchObject({ position: 2 });
    expect(at.workedOut).toBe(2);
  });

  it('is another answer by other clocks', async () => {
    const { at, recent } = scene();
    await recent.figure({ key: 'a' });
    await recent.figure({ key: 'a', publishedBy: '2024' });
    await recent.figure({ key: 'a', recordedBy: '2024' });
    expect(at.workedOut).toBe(3);
  });
});
