import { setPriority } from 'node:os';
import { openEventsToFollow } from '../engines/events-to-follow.js';
import { openLogIn } from '../engines/open-log.js';
import { keepLog } from './keep-log.js';
import type { LogState, LogTask } from './log-messages.js';
import { threadSide } from './thread-side.js';

/** A third of the weight of the other threads, where there are not cores enough for all. */
const NICENESS = 5;

// Requests come first. Elsewhere this would be the priority of the whole process.
if (process.platform === 'linux') setPriority(NICENESS);

const { task, port, signal } = threadSide<LogTask>();
const { events, log, everyMs } = task;
const eventStore = await openEventsToFollow(events);

try {
  const onState = (state: LogState) => port.postMessage(state);
  const onWitnessFault = (fault: string) => onState({ kind: 'not-cosigned', fault });
  await keepLog({ eventStore, log: openLogIn(log, onWitnessFault), everyMs, signal, onState });
} finally {
  await eventStore.close();
  port.close();
}
