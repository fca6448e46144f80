import { describe, expect, it } from '@jest/globals';
import { ForeignWatch } from './foreign-watch.js';

const event = (revision: number) => ({
  position: 4711,
  stream: 'ledger-figure/a',
  revision,
  type: 'Theirs',
  createdAt: '2024-05-17T10:00:00.000Z',
});

function watch() {
  const logged: string[] = [];
  return { logged, watched: new ForeignWatch({ warn: (words: string) => logged.push(words) }) };
}

describe('An event that the ledger did not write', () => {
  it('is logged with its place, its type and the server’s time', () => {
    const { logged, watched } = watch();
    watched.met(event(3));
    expect(logged).toHaveLength(1);
    for (const part of ['Event 3', 'ledger-figure/a', 'Theirs', '4711', '2024-05-17T10:00']) {
      expect(logged[0]).toContain(part);
    }
  });

  it('is counted, also if it was met before anybody counted', () => {
    const { watched } = watch();
    let count = 0;
    watched.met(event(0));
    watched.countWith({ inc: (by) => (count += by) });
    watched.met(event(1));
    expect(count).toBe(2);
  });

  it('does not fill the log where there is no end of them', () => {
    const { logged, watched } = watch();
    for (let revision = 0; revision < 1_000; revision += 1) watched.met(event(revision));
    expect(logged).toHaveLength(101);
    expect(logged.at(-1)).toContain('no longer logged');
  });
});
