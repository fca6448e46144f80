import { NO_STREAM, RevisionConflict, type NewEvent } from '@ledger/event-store-port';
import { SqliteEventStore } from '@ledger/event-store-sqlite';
import { derivedId } from '@ledger/kernel';

/** How many appends this program keeps under way, each to a stream of its own. */
const STREAMS = 64;
const EVENTS_PER_APPEND = 3;

/**
 * Appends endlessly to the given file, and prints each answer on a line of its own: stream,
 * revision and position. Meant to be killed; several may write to one file.
 *
 * @param name goes into the ids of its events
 */
async function writeUntilKilled(file: string, name: string): Promise<void> {
  const store = SqliteEventStore.open({ file });
  const streams = Array.from({ length: STREAMS }, (_, i) => `measure-${i}/kent/2024-05`);
  await Promise.all(streams.map((stream) => writeStream(store, stream, name)));
}

async function writeStream(store: SqliteEventStore, stream: string, name: string) {
  let revision = (await store.readStream(stream)).at(-1)?.revision ?? NO_STREAM;
  for (;;) {
    try {
      const events = eventsBehind(stream, revision, name);
      const appended = await store.append(stream, revision, events);
      revision = appended.revision;
      // Written at once, so that an answer is printed before the program can be killed.
      process.stdout.write(`${stream} ${revision} ${appended.position}\n`);
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      revision = error.actualRevision;
    }
  }
}

function eventsBehind(stream: string, revision: number, name: string): readonly NewEvent[] {
  return Array.from({ length: EVENTS_PER_APPEND }, (_, i) => {
    const id = derivedId(`${name} ${stream} ${revision + 1 + i}`);
    return { id, type: 'FigureRecorded', body: JSON.stringify({ id, pad: 'x'.repeat(400) }) };
  });
}

await writeUntilKilled(process.argv[2] ?? '', process.argv[3] ?? '');
