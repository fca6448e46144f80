import { isMainThread } from 'node:worker_threads';

/**
 * Loaded into a server that is measured: answers each message with the most CPU time, in
 * milliseconds, that its main thread has spent since the last message without running a timer
 * of one millisecond.
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
  // The channel must not keep a stopping server alive.
  process.channel?.unref();
}

function spentMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
