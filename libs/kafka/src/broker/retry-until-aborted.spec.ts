import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '@ledger/event-store-port';
import type { BackOff } from '@ledger/projections-port';
import { StatusEntry } from './bridge-status.js';
import { retryUntilAborted, type RetryOptions } from './retry-until-aborted.js';

describe('Going on through outages', () => {
  it('waits longer each time, until something came on', async () => {
    const { attempts, persistence } = waiting();
    const outcomes = ['away', 'away', 'came on, then away', 'away', 'done'];
    const answer = await retryUntilAborted(persistence, async (progressed) => {
      const outcome = outcomes.shift();
      if (outcome === 'done') return outcome;
      if (outcome === 'came on, then away') progressed();
      throw new StoreUnavailable('it is away');
    });
    expect(answer).toBe('done');
    expect(attempts).toEqual([0, 1, 0, 1]);
  });

  it('says what it waits for', async () => {
    const { persistence } = waiting();
    const { status } = persistence;
    let isFirst = true;
    await retryUntilAborted(persistence, async (progressed) => {
      if (isFirst) {
        isFirst = false;
        throw Object.assign(new Error('no broker'), { name: 'KafkaJSConnectionError' });
      }
      expect(status.status).toEqual({ state: 'waiting', reason: 'no broker' });
      progressed();
      expect(status.status).toEqual({ state: 'running' });
    });
  });

  it('goes on through nothing but outages', async () => {
    const { attempts, persistence } = waiting();
    const work = async () => {
      throw new TypeError('undefined is not a function');
    };
    await expect(retryUntilAborted(persistence, work)).rejects.toThrow(TypeError);
    expect(attempts).toEqual([]);
  });

  it('ends when it is told to while it waits', async () => {
    const ending = new AbortController();
    const { persistence } = waiting(ending.signal, () => {
      ending.abort();
      return 60_000;
    });
    const work = async () => {
      throw new StoreUnavailable('it is away');
    };
    expect(await retryUntilAborted(persistence, work)).toBeUndefined();
  });
});

function waiting(signal = new AbortController().signal, backOff: BackOff = () => 0) {
  const attempts: number[] = [];
  const persistence: RetryOptions = {
    status: new StatusEntry(() => undefined),
    backOff: (attempt) => {
      attempts.push(attempt);
      return backOff(attempt);
    },
    signal,
  };
  return { attempts, persistence };
}
