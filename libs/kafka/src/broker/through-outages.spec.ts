import { describe, expect, it } from '@jest/globals';
import { BridgePartStatus } from './bridge-statuses.js';
import { throughOutages, type OutageOptions } from './through-outages.js';

describe('Going on through outages of the bridge', () => {
  it('says what it waits for', async () => {
    const options = waiting();
    const { status } = options;
    let isFirst = true;
    await throughOutages(options, async (progressed) => {
      if (isFirst) {
        isFirst = false;
        throw Object.assign(new Error('no broker'), { name: 'KafkaJSConnectionError' });
      }
      expect(status.status).toEqual({ state: 'waiting', reason: 'no broker' });
      progressed();
      expect(status.status).toEqual({ state: 'running' });
    });
  });
});

function waiting(): OutageOptions {
  return {
    status: new BridgePartStatus(() => undefined),
    backOff: () => 0,
    signal: new AbortController().signal,
  };
}
