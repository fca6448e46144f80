import { describe, expect, it } from '@jest/globals';
import { CommitSignal } from './commit-signal.js';
import type { StoredEvent } from './event-store.js';
import { followByReading } from './follow-by-reading.js';

describe('Following by reading', () => {
  it('does not sleep through a commit made while it was reading', async () => {
    const commits = new CommitSignal();
    const record: StoredEvent[] = [];
    const store = {
      readAll: async (after: number) => {
        const found = record.slice(after);
        if (record.length === 0) {
          record.push(event(1));
          commits.notify();
        }
        return found;
      },
    };
    const follower = followByReading(store, commits, options());
    expect((await follower.next()).value).toEqual([event(1)]);
  });

  it('reads nothing ahead of the consumer', async () => {
    let reads = 0;
    const store = {
      readAll: async (after: number) => {
        reads += 1;
        return [event(after + 1)];
      },
    };
    const follower = followByReading(store, new CommitSignal(), options());
    expect(reads).toBe(0);
    await follower.next();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reads).toBe(1);
  });

  it('lets others work while a consumer that never waits catches up', async () => {
    const stop = new AbortController();
    const store = { readAll: async (after: number) => [event(after + 1)] };
    setImmediate(() => stop.abort());
    let batches = 0;
    for await (const batch of followByReading(
      store,
      new CommitSignal(),
      options(stop.signal),
    )) {
      batches += batch.length;
      if (batches > 1000) break;
    }
    expect(batches).toBeLessThan(1000);
  });

  it('offers nothing once it is called off, not even what it was reading', async () => {
    const stop = new AbortController();
    const store = {
      readAll: async (after: number) => {
        stop.abort();
        return [event(after + 1)];
      },
    };
    const follower = followByReading(store, new CommitSignal(), options(stop.signal));
    expect(await follower.next()).toEqual({ done: true, value: undefined });
  });

  it('passes on that the store cannot be read', async () => {
    const lost = new Error('lost');
    const store = { readAll: () => Promise.reject(lost) };
    const follower = followByReading(store, new CommitSignal(), options());
    await expect(follower.next()).rejects.toBe(lost);
  });
});

describe('A commit signal', () => {
  it('asks for foreign commits while somebody sleeps, and only then', async () => {
    let asked = 0;
    const commits = new CommitSignal({ everyMs: 1, moved: () => (asked += 1) >= 3 });
    await pause(10);
    expect(asked).toBe(0);
    await commits.passed(commits.count, new AbortController().signal);
    expect(asked).toBe(3);
    await pause(10);
    expect(asked).toBe(3);
  });

  it('holds on to nobody who was woken or called off', async () => {
    const commits = new CommitSignal();
    const stop = new AbortController();
    const sleepers = [
      commits.passed(commits.count, stop.signal),
      commits.passed(commits.count, new AbortController().signal),
    ];
    stop.abort();
    await sleepers[0];
    commits.notify();
    await sleepers[1];
    await commits.passed(commits.count - 1, new AbortController().signal);
    expect(commits.count).toBe(1);
  });
});

function event(position: number): StoredEvent {
  const stream = 'recorded-crime.all/kent/2024-05';
  return { id: `${position}`, type: 'T', body: '{}', stream, revision: position - 1, position };
}

function options(signal = new AbortController().signal) {
  return { after: 0, batchEventsMax: 10, signal };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
