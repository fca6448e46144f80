import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NO_STREAM } from '@ledger/event-store-port';
import { ProjectionStopped, type Projection, type SqlValue } from '@ledger/projections-port';
import {
  inTime,
  ProjectionBench,
  SEEN,
  seen,
  TYPES,
  types,
  until,
} from './projection-bench.js';

let bench: ProjectionBench;

beforeEach(async () => {
  bench = await ProjectionBench.set();
});

afterEach(() => bench.clear());

describe('Keeping projections up with the log', () => {
  it('takes what there is, then each event as it comes', async () => {
    const runner = bench.start(seen, types);
    await runner.reached(await bench.append('A', 'B', 'A', 'C', 'A'), inTime());
    expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3, 4, 5]);
    expect(bench.rowsOf(TYPES)).toEqual(['A', 'B', 'C']);

    await runner.reached(await bench.append('D'), inTime());
    expect(bench.rowsOf(TYPES)).toEqual(['A', 'B', 'C', 'D']);
    expect(runner.statuses).toEqual([
      { name: 'seen', version: 1, state: 'live', position: 6 },
      { name: 'types', version: 1, state: 'live', position: 6 },
    ]);
  });

  it('goes on from the checkpoint after a restart', async () => {
    await bench.start(seen).reached(await bench.append('A', 'B'), inTime());
    await bench.stopAll();
    let projected = 0;
    const counting: Projection = {
      ...seen,
      project: (events, changes) => {
        projected += events.length;
        seen.project(events, changes);
      },
    };
    await bench.start(counting).reached(await bench.append('C'), inTime());

    expect(projected).toBe(1);
    expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3]);
  });

  it('reads the log once for projections that stand at different places', async () => {
    await bench.start(seen).reached(await bench.append('A', 'B'), inTime());
    await bench.stopAll();
    const runner = bench.start(seen, types);
    await runner.reached(await bench.append('C'), inTime());

    expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3]);
    expect(bench.rowsOf(TYPES)).toEqual(['A', 'B', 'C']);
  });

  it('lets readers see an empty ledger too', async () => {
    const runner = bench.start(seen);
    await until(runner, 'seen', 'live');

    expect(bench.rowsOf(SEEN)).toEqual([]);
  });

  it('ends at the signal without an error, and can be waited for in vain', async () => {
    const runner = bench.start(seen);
    await until(runner, 'seen', 'live');
    await bench.stopAll();

    await expect(runner.reached(1, AbortSignal.timeout(5))).resolves.toBeUndefined();
  });
});

describe('An outage', () => {
  it('of the log is waited out', async () => {
    const runner = bench.start(seen);
    await runner.reached(await bench.append('A'), inTime());
    bench.eventStore.isDown = true;
    const position = await bench.append('B');
    expect(await until(runner, 'seen', 'waiting')).toMatchObject({
      outage: expect.stringContaining('it is out of reach'),
    });

    bench.eventStore.isDown = false;
    await runner.reached(position, inTime());
    expect(bench.rowsOf(SEEN)).toEqual([1, 2]);
    expect(runner.statuses).toMatchObject([{ state: 'live' }]);
  });

  for (const fault of ['before', 'behind'] as const) {
    it(`${fault} the commit of a batch leaves every event applied once`, async () => {
      const runner = bench.start(seen);
      await until(runner, 'seen', 'live');
      bench.commitFault = fault;
      await runner.reached(await bench.append('A', 'B', 'C'), inTime());

      expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3]);
      expect(bench.commitFault).toBeUndefined();
    });
  }
});

describe('An event that a projection cannot take', () => {
  for (const [what, poison, words] of [
    ['that it throws at', 'Poison', 'nothing can be made of this'],
    ['whose row its table refuses', 'Empty', 'NOT NULL'],
  ] as const) {
    it(`${what} stops it before that event, and no other projection`, async () => {
      const position = await bench.append('A', 'B', poison, 'C', 'D');
      const runner = bench.start(types, seen);
      const stopped = await until(runner, 'types', 'stopped');
      await until(runner, 'seen', 'live');

      expect(stopped).toMatchObject({
        position: 2,
        fault: {
          position: 3,
          eventId: 'event-3',
          type: poison,
          error: expect.stringContaining(words),
        },
      });
      await expect(runner.reached(position, inTime())).rejects.toBeInstanceOf(
        ProjectionStopped,
      );
      expect(bench.rowsOf(SEEN)).toEqual([1, 2, 3, 4, 5]);
    });
  }

  it('is never skipped: after a restart it stops there again, and the views say so', async () => {
    await bench.start(types).reached(await bench.append('A'), inTime());
    await bench.append('B', 'Poison', 'C');
    for (let starts = 0; starts < 2; starts += 1) {
      await bench.stopAll();
      const runner = bench.start(types);
      await until(runner, 'types', 'stopped');
      expect(bench.rowsOf(TYPES)).toEqual(['A', 'B']);
    }
    const { fault, state } = await bench.store.open(types);
    expect(fault).toMatchObject({ position: 3, type: 'Poison' });
    expect(state).toBe('active');
  });

  it('no longer stops a version that can take it', async () => {
    await bench.start(types).reached(await bench.append('A'), inTime());
    const position = await bench.append('Poison');
    await bench.stopAll();
    const wiser: Projection = {
      ...types,
      version: 2,
      project: (events, changes) => {
        for (const { type } of events) changes.keep(TYPES, { type });
      },
    };
    await bench.start(wiser).reached(position, inTime());

    expect(bench.rowsOf(TYPES)).toEqual(['A', 'Poison']);
  });

  it('whose stored bytes are no JSON stops all that have to read it', async () => {
    await bench.append('A');
    await bench.eventStore.append('damaged', NO_STREAM, [
      { id: 'x', type: 'A', body: '{"half' },
    ]);
    const runner = bench.start(seen);

    expect(await until(runner, 'seen', 'stopped')).toMatchObject({
      position: 1,
      fault: { eventId: 'x', error: expect.stringContaining('SyntaxError') },
    });
  });
});

describe('A new version of a projection', () => {
  const second: Projection = {
    ...seen,
    version: 2,
    project: (events, changes) => {
      for (const { position } of events) changes.keep(SEEN, { position: -position, type: '' });
    },
  };

  it('is built beside the old one and then takes its place', async () => {
    await bench.start(seen).reached(await bench.append('A', 'B', 'C', 'D', 'E', 'F'), inTime());
    await bench.stopAll();
    const seenMeanwhile: (readonly SqlValue[])[] = [];
    const observed: Projection = {
      ...second,
      project: (events, changes) => {
        seenMeanwhile.push(bench.rowsOf(SEEN));
        second.project(events, changes);
      },
    };
    await until(bench.start(observed), 'seen', 'live');

    expect(seenMeanwhile).toEqual([
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 4, 5, 6],
    ]);
    expect(bench.rowsOf(SEEN)).toEqual([-6, -5, -4, -3, -2, -1]);
  });

  it('does not keep other projections waiting', async () => {
    await bench.start(seen, types).reached(await bench.append('A'), inTime());
    await bench.stopAll();
    const stuck: Projection = {
      ...seen,
      version: 2,
      project: () => {
        throw new Error('stuck');
      },
    };
    const runner = bench.start(stuck, types);
    await until(runner, 'seen', 'stopped');
    await bench.append('B');
    await until(runner, 'types', 'live');
    for (const signal = inTime(); !signal.aborted && bench.rowsOf(TYPES).length < 2;) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }

    expect(bench.rowsOf(TYPES)).toEqual(['A', 'B']);
    expect(bench.rowsOf(SEEN)).toEqual([1]);
  });

  it('that took over elsewhere is not undone by a runner of the old one', async () => {
    const runner = bench.start(seen);
    await runner.reached(await bench.append('A'), inTime());
    await bench.store.finish(await bench.store.begin(second));
    await bench.append('B');

    expect(await until(runner, 'seen', 'stopped')).toMatchObject({
      fault: { error: expect.stringContaining('ProjectionNotBuilt') },
    });
    expect(bench.rowsOf(SEEN)).toEqual([]);
  });
});
