import autocannon from 'autocannon';

/** One round of requests to send. */
export interface LoadOrder {
  readonly url: string;
  /** Paths requested in rotation. */
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds: number;
}

/** The result of a round. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Responses other than 2xx, and broken connections. */
  readonly failures: number;
}

/** A separate process, so that the client does not slow the server: one round for each order. */
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
