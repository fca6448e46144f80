import { expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import {
  ProjectionRunner,
  type Projection,
  type ProjectionStatus,
} from '@ledger/projections-port';
import { PostgresProjectionStore } from '@ledger/projections-postgres';

const notes: Projection = {
  name: 'notes',
  version: 2,
  tables: [],
  project: () => undefined,
};

it('A runner that cannot open its projections says for what they wait', async () => {
  const store = PostgresProjectionStore.open({ url: 'postgres://ledger@127.0.0.1:1/ledger' });
  const stopping = new AbortController();
  const reported = Promise.withResolvers<readonly ProjectionStatus[]>();
  const runner = new ProjectionRunner({
    eventStore: new InMemoryEventStore(),
    store,
    projections: [notes],
    onStatus: reported.resolve,
  });
  const running = runner.run(stopping.signal);
  try {
    expect(await reported.promise).toEqual([
      {
        name: 'notes',
        version: 2,
        state: 'waiting',
        position: 0,
        outage: expect.stringContaining('The views are unavailable'),
      },
    ]);
  } finally {
    stopping.abort();
    await running;
    await store.close();
  }
});
