import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into a server that is measured: on every message answers with the most CPU, in
 * milliseconds, that its main thread has spent since the last one without letting a timer of one
 * millisecond have its turn.
 */
if (isMainThread) {
  let last = spentMs();
  let worst = 0;
  const look = (): void => {
    const now = spentMs();
    worst = Math.max(worst, now - last);
    last = now;
  };
  setInterval(look, 1).unref();
  process.on('message', () => {
    look();
    process.send?.({ stallMs: worst });
    worst = 0;
  });
  // Nothing of this keeps a server that is told to stop.
  process.channel?.unref();
}

function spentMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
