import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Turn } from './turn.js';

const atOnce = async (): Promise<number> => 0;

/** Work that runs until its signal, and counts its starts and ends. */
class Work {
  begun = 0;
  ended = 0;

  readonly run = async (signal: AbortSignal): Promise<void> => {
    this.begun += 1;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    this.ended += 1;
  };
}

/** Longer than a turn without a wait takes to begin or to end. */
const settled = (): Promise<void> => sleep(20);

function turnOf(work: Work): Turn {
  return new Turn(work.run, (error) => {
    throw error;
  });
}

describe('A turn', () => {
  it('does its work once, however often it is given', async () => {
    const work = new Work();
    const turn = turnOf(work);
    turn.begin(atOnce);
    turn.begin(atOnce);
    await settled();

    expect([work.begun, work.ended]).toEqual([1, 0]);
  });

  it('begins again after it was taken away, when the work before has ended', async () => {
    const work = new Work();
    const turn = turnOf(work);
    turn.begin(atOnce);
    await settled();
    turn.end();
    turn.begin(atOnce);
    await settled();

    expect([work.begun, work.ended]).toEqual([2, 1]);
  });

  it('does nothing if it is taken away while it waits', async () => {
    const work = new Work();
    const turn = turnOf(work);
    turn.begin(atOnce);
    turn.end();
    await settled();

    expect(work.begun).toBe(0);
  });

  it('ends its work when it leaves, and begins none that it is given later', async () => {
    const work = new Work();
    const turn = turnOf(work);
    turn.begin(atOnce);
    await settled();
    const leaving = turn.leave();
    turn.begin(atOnce);
    await leaving;
    turn.begin(atOnce);
    await settled();

    expect([work.begun, work.ended]).toEqual([1, 1]);
  });

  it('reports work that fails', async () => {
    const failure = new Error('lost');
    const failures: unknown[] = [];
    const turn = new Turn(
      () => Promise.reject(failure),
      (error) => failures.push(error),
    );
    turn.begin(atOnce);
    await settled();

    expect(failures).toEqual([failure]);
  });
});
