import autocannon from 'autocannon';

/** What one round of requests is asked to do. */
export interface LoadOrder {
  readonly url: string;
  /** Paths asked for in turn. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

/** What it saw. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Answers other than 2xx, and connections that broke. */
  readonly failures: number;
}

/** A process of its own, so that asking does not slow the answering: one round for each order. */
process.on('message', (order: LoadOrder) => {
  void carryOut(order).then((result) => process.send?.(result));
});
process.once('disconnect', () => process.exit(0));

async function carryOut(order: LoadOrder): Promise<LoadResult> {
  let asked = 0;
  // One list for all connections: autocannon would copy its own list for each of them.
  const next = (): string => order.paths[asked++ % order.paths.length] ?? '/';
  const result = await autocannon({
    url: order.url,
    connections: order.connections,
    duration: order.seconds,
    requests: [{ setupRequest: (request) => ({ ...request, path: next() }) }],
  });
  return {
    requestsPerSecond: result.requests.average,
    p99Ms: result.latency.p99,
    failures: result.non2xx + result.errors + result.timeouts,
  };
}
