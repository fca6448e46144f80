import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { spanContextOf, TRACEPARENT, traceparentOf } from './trace-cause.js';

/**
 * Creates a span for every request, as a child of the caller's if a `traceparent` names one.
 *
 * From then on the request's own header names that span, as if a proxy had set it, so the code
 * that copies it into an event as the cause need not know about tracing.
 */
export function traceRequests(instance: FastifyInstance, tracer: Tracer): void {
  instance.addHook('onRequest', (request: FastifyRequest, reply, done) => {
    const attributes = { 'ledger.correlation_id': request.id };
    const options = { kind: SpanKind.SERVER, attributes };
    const span = tracer.startSpan(request.method, options, parentOf(request));
    request.raw.headers[TRACEPARENT] = traceparentOf(span.spanContext());
    // `close` fires however a response ends, also when the client disconnects.
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
  const header = request.headers[TRACEPARENT];
  const parent = typeof header === 'string' ? spanContextOf(header) : undefined;
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
}
