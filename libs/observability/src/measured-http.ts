import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LedgerMetrics } from './metrics.js';

/** The label for requests that match no route: their address is the caller's choice. */
const NO_ROUTE = 'none';

/** Times responses by route pattern, so that figure keys do not create new series. */
export function measureHttp(
  instance: FastifyInstance,
  { httpRequestSeconds }: Pick<LedgerMetrics, 'httpRequestSeconds'>,
): void {
  instance.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const route = request.routeOptions.url ?? NO_ROUTE;
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    httpRequestSeconds.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}
