import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LedgerMetrics } from './metrics.js';

/** What a request is counted under that no route takes: its address is the caller's choice. */
const NO_ROUTE = 'none';

/** Times every answer by the pattern of its route, so that figures' keys make no new series. */
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
