import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { withHeartbeat } from './with-heartbeat.js';

async function* slowly(...waitsMs: number[]): AsyncGenerator<number> {
  for (const waitMs of waitsMs) {
    await sleep(waitMs);
    yield waitMs;
  }
}

describe('A feed with a heartbeat', () => {
  it('gives a sign of life while nothing happens, and loses nothing by it', async () => {
    const items = [];
    for await (const item of withHeartbeat(slowly(1, 60, 1), new AbortController(), 20)) {
      items.push(item);
    }
    expect(items.filter((item) => item !== undefined)).toEqual([1, 60, 1]);
    expect(items.indexOf(undefined)).toBe(1);
  });

  it('ends its source when the client disconnects', async () => {
    const end = new AbortController();
    async function* untilAborted(): AsyncGenerator<number> {
      yield 1;
      await new Promise((resolve) => end.signal.addEventListener('abort', resolve));
    }
    for await (const item of withHeartbeat(untilAborted(), end, 5)) {
      if (item === undefined) break;
    }
    expect(end.signal.aborted).toBe(true);
  });
});
