import { describe, expect, it } from '@jest/globals';
import { LongWork } from './long-work.js';

describe('Long work', () => {
  it('finishes when it is asked to stop, and only then are its resources closed', async () => {
    const steps: string[] = [];
    const work = new LongWork(60_000);
    work.begin(async (signal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      steps.push('finished');
    });
    await work.stop(async () => void steps.push('closed'));
    expect(steps).toEqual(['finished', 'closed']);
    expect(work.refusal).toBeUndefined();
  });

  it('has its things closed while it waits for an answer that does not come', async () => {
    const closed: PromiseWithResolvers<void> = Promise.withResolvers();
    const work = new LongWork(1);
    work.begin(() => closed.promise);
    await work.stop(async () => closed.resolve());
  });

  it('reports once why it ended by itself', async () => {
    const refused: unknown[] = [];
    const work = new LongWork(60_000);
    const refusal = new Error('something else is there');
    work.begin(
      async () => {
        throw refusal;
      },
      (error) => refused.push(error),
    );
    await work.stop(async () => undefined);
    expect(refused).toEqual([refusal]);
    expect(work.refusal).toBe('something else is there');
  });

  it('that never began is only closed', async () => {
    let isClosed = false;
    await new LongWork(60_000).stop(async () => void (isClosed = true));
    expect(isClosed).toBe(true);
  });
});
