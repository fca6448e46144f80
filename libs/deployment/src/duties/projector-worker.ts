import type { EventStore } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { viewsRunner } from '@ledger/figures-read-models';
import type { ProjectionStatus } from '@ledger/projections-port';
import { openEmbeddedStore, openEmbeddedViews } from '../engines/embedded-views.js';
import { projectorFault, standingOf } from './projector-fault.js';
import type { Moved, ProjectorTask, SpansLost } from './projector-messages.js';
import { threadSide } from './thread-side.js';
import { startTracing, TracedEventStore, type Tracing } from '@ledger/observability';

const { task, port, signal } = threadSide<ProjectorTask>();
const { eventsFile, viewsFile, traces } = task;

const tracing = await tracingOf(traces);
const record = SqliteEventStore.open({ file: eventsFile, readonly: true });
const eventStore = await followed(record, tracing);
const store = openEmbeddedStore({ eventsFile, viewsFile });
// What was just written is read again, once: little of it is worth keeping.
const views = openEmbeddedViews({ eventsFile, viewsFile }, { cacheKib: 8_192 });
const runner = viewsRunner({ eventStore, store, views, onStatus: tell });

try {
  await runner.run(signal);
} finally {
  await views.destroy();
  await store.close();
  await record.close();
  await tracing?.stop();
  port.close();
}

function tell(statuses: readonly ProjectionStatus[]): void {
  const fault = projectorFault(statuses);
  const moved = { standing: standingOf(statuses), ...(fault === undefined ? {} : { fault }) };
  port.postMessage(moved satisfies Moved);
}

/** Spans cannot be passed between threads, so this thread exports its own. */
async function tracingOf(options: ProjectorTask['traces']): Promise<Tracing | undefined> {
  if (options === undefined) return undefined;
  const onLost = (spansLost: string) => port.postMessage({ spansLost } satisfies SpansLost);
  return startTracing({ ...options, onLost });
}

async function followed(
  eventStore: EventStore,
  { tracer }: Partial<Tracing> = {},
): Promise<EventStore> {
  if (tracer === undefined) return eventStore;
  return new TracedEventStore(eventStore, { tracer, followed: 'project' });
}
