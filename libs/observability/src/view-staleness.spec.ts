import { beforeEach, describe, expect, it } from '@jest/globals';
import { ViewStaleness } from './view-staleness.js';

describe('The age of the views', () => {
  let nowMs: number;
  let head: number | undefined;
  let reached: number | undefined;
  let age: ViewStaleness;

  const answer = async (position: number | undefined): Promise<number> => {
    if (position === undefined) throw new Error('out of reach');
    return position;
  };

  /** Measures repeatedly, as often as the server does. */
  async function pass(seconds: number): Promise<void> {
    for (let i = 0; i < seconds; i += 1) {
      nowMs += 1_000;
      await age.lookAtLog().catch(() => undefined);
      await age.lookAtViews().catch(() => undefined);
    }
  }

  beforeEach(() => {
    nowMs = 0;
    head = reached = 10;
    age = new ViewStaleness({
      head: () => answer(head),
      reached: () => answer(reached),
      nowMs: () => nowMs,
    });
  });

  it('is not reported while they are up to date with the log', async () => {
    await pass(60);
    expect(age.seconds).toBeUndefined();
  });

  it('is not reported while they keep up with a log that is always growing', async () => {
    for (let i = 0; i < 60; i += 1) {
      head = 10 + 5 * i;
      await pass(1);
      reached = head;
    }
    expect(age.seconds).toBeUndefined();
  });

  it('grows while they stand still behind it, and goes when they have come up', async () => {
    await pass(3);
    head = 11;
    await pass(20);
    expect(age.seconds).toBe(20);
    reached = 11;
    await pass(1);
    expect(age.seconds).toBeUndefined();
  });

  it('grows while the log cannot be asked: who knows what it holds', async () => {
    await pass(3);
    head = undefined;
    await pass(30);
    expect(age.seconds).toBe(30);
  });

  it('is that of the last moment whose events they are known to reflect', async () => {
    head = 20;
    await pass(10);
    head = 30;
    await pass(10);
    reached = 20;
    await pass(1);
    expect(age.seconds).toBe(11);
  });

  it('says after half a minute that they stand still, and not of views that move', async () => {
    await pass(3);
    for (let i = 0; i < 60; i += 1) {
      head = 1_000;
      reached = 10 + i;
      await pass(1);
    }
    expect(age.standing).toBeUndefined();
    await pass(30);
    expect(age.standing).toContain('The views have stood at position 69 for 30 s');
    reached = 1_000;
    await pass(1);
    expect(age.standing).toBeUndefined();
  });

  it('says nothing of views that are up with a log at rest', async () => {
    await pass(120);
    expect(age.standing).toBeUndefined();
  });
});
