import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@ledger/kernel';
import { advance } from './advance.js';
import { BuildMoved, RowRefused, ViewsUnavailable } from './projection-errors.js';
import type { ProjectedEvent, Projection } from './projection.js';
import { START, type Build, type Checkpoint, type Fault } from './projection-store.js';
import type { RowChanges } from './row-changes.js';
import { defineTable } from './table.js';

const POSITIONS = defineTable<{ readonly position: number }>(
  'positions',
  { position: 'integer' },
  { primaryKey: ['position'] },
);

/** Accepts every event except those at some positions. */
const projectionWithout = (...refused: readonly number[]): Projection => ({
  name: 'positions',
  version: 1,
  tables: [POSITIONS],
  project: (events, changes) => {
    for (const { position } of events) {
      if (refused.includes(position)) throw new Error(`${position} is odd`);
      changes.keep(POSITIONS, { position });
    }
  },
});

/** Records its calls, and gives configured answers. */
class StubStore {
  readonly applied: number[][] = [];
  readonly stopped: Fault[] = [];
  readonly #refuse: (positions: readonly number[]) => void;

  constructor(refuse: (positions: readonly number[]) => void = () => undefined) {
    this.#refuse = refuse;
  }

  async apply(build: Build, changes: RowChanges, upTo: Checkpoint): Promise<Build> {
    const rows = [...changes.byTable.values()].flat().flatMap((run) => run.rows);
    const positions = rows.map((row) => Number(row['position']));
    this.#refuse(positions);
    this.applied.push(positions);
    return { ...build, checkpoint: upTo };
  }

  async stop(build: Build, fault: Fault): Promise<Build> {
    this.stopped.push(fault);
    return { ...build, fault };
  }
}

const buildOf = (projection: Projection, position = 0): Build => ({
  projection,
  generation: 1,
  state: 'active',
  checkpoint: position === 0 ? START : { position, eventId: '', recordedAt: instantOf(1) },
  fault: null,
});

const event = (position: number, recordedMs = position): ProjectedEvent => ({
  position,
  id: `event-${position}`,
  type: 'Any',
  body: '{}',
  record: {
    id: `event-${position}`,
    type: 'Any',
    data: {},
    stream: 's',
    revision: 0,
    schemaVersion: 1,
    recordedAt: instantOf(recordedMs),
    actor: 'a',
    correlationId: 'b',
    causationId: 'c',
  },
});

const events = (...positions: readonly number[]) => positions.map((at) => event(at));

describe('Applying events', () => {
  it('takes them in one commit, up to the last of them', async () => {
    const store = new StubStore();
    const { build, fault } = await advance(
      store,
      buildOf(projectionWithout()),
      events(1, 2, 5),
    );

    expect(store.applied).toEqual([[1, 2, 5]]);
    expect(build.checkpoint).toEqual({
      position: 5,
      eventId: 'event-5',
      recordedAt: instantOf(5),
    });
    expect(fault).toBeNull();
  });

  it('passes over those the build reflects already', async () => {
    const store = new StubStore();
    await advance(store, buildOf(projectionWithout(), 2), events(1, 2, 3));
    await advance(store, buildOf(projectionWithout(), 3), events(1, 2, 3));

    expect(store.applied).toEqual([[3]]);
  });

  it('keeps the latest clock reading where clocks of writers differ', async () => {
    const early = [event(1, 900), event(2, 100)];
    const { build } = await advance(new StubStore(), buildOf(projectionWithout(), 0), early);
    expect(build.checkpoint.recordedAt).toBe(instantOf(100));

    const next = await advance(new StubStore(), build, [event(3, 50)]);
    expect(next.build.checkpoint.recordedAt).toBe(instantOf(100));
  });
});

describe('An event that cannot be taken', () => {
  for (const odd of [1, 2, 5, 8]) {
    it(`is found at place ${odd} of eight, with everything before it applied`, async () => {
      const store = new StubStore();
      const projection = projectionWithout(odd);
      const all = events(1, 2, 3, 4, 5, 6, 7, 8);
      const { build, fault } = await advance(store, buildOf(projection), all);

      expect(store.applied.flat()).toEqual([1, 2, 3, 4, 5, 6, 7].slice(0, odd - 1));
      expect(build.checkpoint.position).toBe(odd - 1);
      expect(fault).toEqual({
        position: odd,
        eventId: `event-${odd}`,
        type: 'Any',
        error: `Error: ${odd} is odd`,
      });
      expect(store.stopped).toEqual([fault]);
    });
  }

  it('is the first of several', async () => {
    const projection = projectionWithout(3, 2, 4);
    const { fault } = await advance(new StubStore(), buildOf(projection), events(1, 2, 3, 4));

    expect(fault?.position).toBe(2);
  });

  it('may be one whose row the store refuses', async () => {
    const store = new StubStore((positions) => {
      if (positions.includes(3)) throw new RowRefused('positions', 'three is not a number');
    });
    const { fault } = await advance(store, buildOf(projectionWithout()), events(1, 2, 3, 4));

    expect(fault).toMatchObject({ position: 3, error: expect.stringContaining('three') });
    expect(store.applied.flat()).toEqual([1, 2]);
  });

  it('is not what an outage is taken for', async () => {
    for (const outage of [new ViewsUnavailable('disk full'), new BuildMoved('positions', 1)]) {
      const store = new StubStore(() => {
        throw outage;
      });
      const applying = advance(store, buildOf(projectionWithout()), events(1, 2));

      await expect(applying).rejects.toBe(outage);
      expect(store.stopped).toEqual([]);
    }
  });
});
