import { describe, expect, it, jest } from '@jest/globals';
import { pause } from './pause.js';
import { within } from './within.js';

describe('Waiting for an answer within some time', () => {
  it('gives the answer that comes in time, and leaves no timer behind', async () => {
    jest.useFakeTimers();
    try {
      const late = jest.fn();
      expect(await within(1_000, Promise.resolve('answer'), late)).toBe('answer');
      expect(jest.getTimerCount()).toBe(0);
      expect(late).not.toHaveBeenCalled();
    } finally {
      jest.useRealTimers();
    }
  });

  it('fails with what the work fails with', async () => {
    const failing = Promise.reject(new Error('broken'));
    await expect(within(1_000, failing, () => 'late')).rejects.toThrow('broken');
  });

  it('gives the late answer once the time is over, whatever comes of the work', async () => {
    let fail: (error: Error) => void = () => undefined;
    const silent = new Promise<string>((_, reject) => (fail = reject));
    expect(await within(5, silent, () => 'late')).toBe('late');
    // An unhandled rejection would end the process.
    fail(new Error('dropped'));
    await pause(1);
  });

  it('fails with what is thrown for lateness', async () => {
    const late = () => {
      throw new Error('no answer');
    };
    await expect(within(5, pause(60_000, AbortSignal.timeout(50)), late)).rejects.toThrow(
      'no answer',
    );
  });

  it('starts the time anew whenever a part of the answer comes', async () => {
    const inParts = async (restart: () => void): Promise<string> => {
      for (let part = 0; part < 6; part += 1) {
        await pause(20);
        restart();
      }
      return 'all parts';
    };
    expect(await within(80, inParts, () => 'late')).toBe('all parts');
  });
});
