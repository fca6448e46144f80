import { describe, expect, it } from '@jest/globals';
import { LedgerError } from '../ledger-error.js';
import { retryUntilAborted, type RetryOptions } from './retry-until-aborted.js';

class Away extends LedgerError {
  readonly code = 'away';
  readonly kind = 'transient';
}

function retrying(options: Partial<RetryOptions> = {}) {
  const waits: number[] = [];
  const outages: unknown[] = [];
  const retry: RetryOptions = {
    signal: new AbortController().signal,
    backOff: (failuresBefore) => {
      waits.push(failuresBefore);
      return 0;
    },
    onOutage: (error) => outages.push(error),
    ...options,
  };
  return { waits, outages, retry };
}

describe('Going on through outages', () => {
  it('waits longer each time, until something came on', async () => {
    const { waits, outages, retry } = retrying();
    const outcomes = ['away', 'away', 'came on, then away', 'away', 'done'];
    const answer = await retryUntilAborted(retry, async (progressed) => {
      const outcome = outcomes.shift();
      if (outcome === 'done') return outcome;
      if (outcome === 'came on, then away') progressed();
      throw new Away('It is away.');
    });

    expect(answer).toBe('done');
    expect(waits).toEqual([0, 1, 0, 1]);
    expect(outages).toHaveLength(4);
  });

  it('fails with what is no outage, at once', async () => {
    const { waits, retry } = retrying();
    const mistaken = async () => {
      throw new TypeError('undefined is not a function');
    };
    await expect(retryUntilAborted(retry, mistaken)).rejects.toThrow(TypeError);
    expect(waits).toEqual([]);
  });

  it('goes by what the caller takes for an outage', async () => {
    const { retry } = retrying({ isOutage: (error) => error instanceof RangeError });
    let attempts = 0;
    await retryUntilAborted(retry, async () => {
      attempts += 1;
      if (attempts < 3) throw new RangeError('not yet');
    });
    expect(attempts).toBe(3);
  });

  it('ends without an answer when the signal comes while it waits', async () => {
    const ending = new AbortController();
    const backOff = () => {
      ending.abort();
      return 60_000;
    };
    const { retry } = retrying({ signal: ending.signal, backOff });
    const away = async (): Promise<string> => {
      throw new Away('It is away.');
    };
    expect(await retryUntilAborted(retry, away)).toBeUndefined();
  });

  it('names no outage that ending itself has led to', async () => {
    const ending = new AbortController();
    const { outages, retry } = retrying({ signal: ending.signal });
    await retryUntilAborted(retry, async () => {
      ending.abort();
      throw new Away('It was closed.');
    });
    expect(outages).toEqual([]);
  });
});
