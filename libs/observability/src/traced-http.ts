import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { spanContextOf, TRACEPARENT, traceparentOf } from './trace-cause.js';

/**
 * Makes a span of every request, behind the caller's where a `traceparent` names one.
 *
 * From then on the request's own header names that span, as if a proxy had made it: whoever reads
 * it as the cause of an event need not know of tracing.
 */
export function traceRequests(instance: FastifyInstance, tracer: Tracer): void {
  instance.addHook('onRequest', (request: FastifyRequest, reply, done) => {
    const attributes = { 'ledger.correlation_id': request.id };
    const options = { kind: SpanKind.SERVER, attributes };
    const span = tracer.startSpan(request.method, options, parentOf(request));
    request.raw.headers[TRACEPARENT] = traceparentOf(span.spanContext());
    // The one event that comes however an answer ends, also when the caller leaves before it.
    reply.raw.once('close', () => {
      const route = request.routeOptions.url;
      if (route !== undefined)
        span.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
      span.setAttribute('http.request.method', request.method);
      span.setAttribute('http.response.status_code', reply.statusCode);
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    done();
  });
}

function parentOf(request: FastifyRequest) {
  const told = request.headers[TRACEPARENT];
  const parent = typeof told === 'string' ? spanContextOf(told) : undefined;
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
}
