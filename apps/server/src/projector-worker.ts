import { parentPort, workerData } from 'node:worker_threads';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { viewsRunner } from '@ledger/figures-read-models';
import { SqliteProjectionStore } from '@ledger/projections-sqlite';
import { MOVED, STOP, type ProjectorTask } from './projector-messages.js';

const port = parentPort;
if (port === null) throw new Error('This runs as a thread of the server, not by itself.');

const { eventsFile, viewsFile } = workerData as ProjectorTask;
const stopping = new AbortController();
port.on('message', (message) => {
  if (message === STOP) stopping.abort();
});

const eventStore = SqliteEventStore.open({ file: eventsFile, readonly: true });
const store = SqliteProjectionStore.open({ file: viewsFile });
const runner = viewsRunner({ eventStore, store, onStatus: () => port.postMessage(MOVED) });

try {
  await runner.run(stopping.signal);
} finally {
  await store.close();
  await eventStore.close();
  port.close();
}
