import { describe, expect, it } from '@jest/globals';
import { pause, untilAborted } from './pause.js';
import { runTogether } from './run-together.js';
import { settleAll } from './settle-all.js';

describe('Settling all', () => {
  it('answers all in their order', async () => {
    const slow = pause(5).then(() => 'slow');
    expect(await settleAll([slow, Promise.resolve('quick')])).toEqual(['slow', 'quick']);
  });

  it('fails once nothing is under way, with the first failure of the list', async () => {
    let isUnderWay = true;
    const slow = pause(10).then(() => {
      isUnderWay = false;
      throw new Error('first of the list');
    });
    const quick = Promise.reject(new Error('first in time'));
    await expect(settleAll([slow, quick])).rejects.toThrow('first of the list');
    expect(isUnderWay).toBe(false);
  });
});

describe('Running together', () => {
  it('ends all when one fails, and fails with that', async () => {
    let hasEnded = false;
    const other = async (signal: AbortSignal) => {
      await untilAborted(signal);
      await pause(5);
      hasEnded = true;
    };
    const failing = async () => {
      throw new Error('broken');
    };
    const { signal } = new AbortController();
    await expect(runTogether(signal, [other, failing])).rejects.toThrow('broken');
    expect(hasEnded).toBe(true);
  });

  it('ends all when one is done, and with the signal', async () => {
    await runTogether(new AbortController().signal, [untilAborted, async () => undefined]);
    await runTogether(AbortSignal.timeout(5), [untilAborted, untilAborted]);
  });
});
