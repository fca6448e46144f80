import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { KeyedMutex } from './keyed-mutex.js';

describe('A keyed mutex', () => {
  it('lets one after the other work on the same thing, first come, first served', async () => {
    const mutex = new KeyedMutex();
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await turn();
      log.push(`${name} ends`);
      return name;
    };
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => mutex.run('x', work(name))),
    );

    expect(answers).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('lets work on different things go side by side', async () => {
    const mutex = new KeyedMutex();
    let working = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, (working += 1));
      await turn();
      working -= 1;
    };
    await Promise.all(['x', 'y', 'z'].map((name) => mutex.run(name, work)));

    expect(most).toBe(3);
  });

  it('goes on after work that failed, and rejects only that caller', async () => {
    const mutex = new KeyedMutex();
    const failed = mutex.run('x', () => Promise.reject(new Error('no')));
    const next = mutex.run('x', () => Promise.resolve('yes'));

    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('lets who works on several things wait for all of them, and all of them for it', async () => {
    const mutex = new KeyedMutex();
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await turn();
      log.push(`${name} ends`);
    };
    await Promise.all([
      mutex.run('x', work('x')),
      mutex.runUnderAll(['x', 'y'], work('x and y')),
      mutex.runUnderAll(['y', 'x'], work('y and x')),
      mutex.run('y', work('y')),
    ]);

    const order = ['x', 'x and y', 'y and x', 'y'];
    expect(log).toEqual(order.flatMap((name) => [`${name} begins`, `${name} ends`]));
  });
});
