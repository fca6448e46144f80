import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { KeyedMutex } from './keyed-mutex.js';

describe('Taking turns', () => {
  it('lets one after the other work on the same thing, first come, first served', async () => {
    const turns = new KeyedMutex();
    const told: string[] = [];
    const work = (name: string) => async () => {
      told.push(`${name} begins`);
      await turn();
      told.push(`${name} ends`);
      return name;
    };
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => turns.take('x', work(name))),
    );

    expect(answers).toEqual(['a', 'b', 'c']);
    expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('lets work on different things go side by side', async () => {
    const turns = new KeyedMutex();
    let working = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, (working += 1));
      await turn();
      working -= 1;
    };
    await Promise.all(['x', 'y', 'z'].map((name) => turns.take(name, work)));

    expect(most).toBe(3);
  });

  it('goes on behind one who failed, and tells only them', async () => {
    const turns = new KeyedMutex();
    const failed = turns.take('x', () => Promise.reject(new Error('no')));
    const next = turns.take('x', () => Promise.resolve('yes'));

    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('lets who works on several things wait for all of them, and all of them for it', async () => {
    const turns = new KeyedMutex();
    const told: string[] = [];
    const work = (name: string) => async () => {
      told.push(`${name} begins`);
      await turn();
      told.push(`${name} ends`);
    };
    await Promise.all([
      turns.take('x', work('x')),
      turns.takeAll(['x', 'y'], work('x and y')),
      turns.takeAll(['y', 'x'], work('y and x')),
      turns.take('y', work('y')),
    ]);

    const order = ['x', 'x and y', 'y and x', 'y'];
    expect(told).toEqual(order.flatMap((name) => [`${name} begins`, `${name} ends`]));
  });
});
