import type { Consumer, Kafka } from 'kafkajs';
import { CLIENT_RETRY } from '../broker/connection.js';

/** How long a member may be silent before the others take over its partitions. */
const SESSION_TIMEOUT_MS = 10_000;

/** How often a member tells the broker that it is alive, in milliseconds. */
export const HEARTBEAT_EVERY_MS = 1_000;

/** A fetch without messages ends after this, which bounds the time to stop. */
const FETCH_WAIT_MS = 500;

/** A member of a consumer group that does not rejoin by itself: the bridge does, with a status. */
export function memberOf(kafka: Kafka, groupId: string): Consumer {
  return kafka.consumer({
    groupId,
    sessionTimeout: SESSION_TIMEOUT_MS,
    heartbeatInterval: HEARTBEAT_EVERY_MS,
    maxWaitTimeInMs: FETCH_WAIT_MS,
    allowAutoTopicCreation: false,
    retry: { ...CLIENT_RETRY, restartOnFailure: async () => false },
  });
}

/** Rejects when the member has crashed, resolves when the signal comes. */
export function failureOf(consumer: Consumer, signal: AbortSignal): Promise<void> {
  const failed = new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  // It may fail before anybody waits for it.
  failed.catch(() => undefined);
  return failed;
}
