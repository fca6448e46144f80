import { KafkaBridge, type BridgeStatus, type KafkaBridgeOptions } from '@ledger/kafka';

/** A bridge that runs until it is stopped. */
export interface RunningBridge {
  readonly bridge: KafkaBridge;
  /** Every status it reported, oldest first. */
  readonly statuses: readonly BridgeStatus[];
  /** Rejects if the bridge refused to continue. */
  readonly stop: () => Promise<void>;
  /** Rejects when the bridge ends by itself. */
  readonly ended: Promise<void>;
}

/** Starts a bridge with a shorter back-off than usual. */
export function runBridge(options: KafkaBridgeOptions): RunningBridge {
  const statuses: BridgeStatus[] = [];
  const bridge = new KafkaBridge({
    topics: { partitionsMin: 3 },
    backOff: () => 200,
    ...options,
    onStatus: (status) => statuses.push(status),
  });
  const stopping = new AbortController();
  const ended = bridge.run(stopping.signal);
  ended.catch(() => undefined);
  return {
    bridge,
    statuses,
    ended,
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
}

/** Waits for something to become true. */
export async function until(
  isTrue: () => Promise<boolean> | boolean,
  what: string,
  withinMs = 30_000,
): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
