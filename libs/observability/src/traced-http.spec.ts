import { describe, expect, it } from '@jest/globals';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { fastify } from 'fastify';
import { spanContextOf, traceparentOf } from './trace-cause.js';
import { traceRequests } from './traced-http.js';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

async function asked(headers: Record<string, string>, status = 200) {
  const exporter = new InMemorySpanExporter();
  const processor = new SimpleSpanProcessor({ exporter });
  const server = fastify({ genReqId: () => 'request-7' });
  traceRequests(server, new TracerProvider({ spanProcessors: [processor] }).getTracer('test'));
  server.get('/figures/:key', (request, reply) => {
    void reply.code(status).send(request.headers['traceparent']);
  });
  const { payload } = await server.inject({ url: '/figures/a', headers });
  await server.close();
  const [span] = exporter.getFinishedSpans();
  if (span === undefined) throw new Error('No span was made.');
  return { span, seenByTheRoute: spanContextOf(payload) };
}

describe('A traced request', () => {
  it('is a span behind the caller’s, named by the pattern of its route', async () => {
    const { span } = await asked({ traceparent: TRACEPARENT });
    expect(span).toMatchObject({ name: 'GET /figures/:key', kind: SpanKind.SERVER });
    expect(span.spanContext().traceId).toBe('0af7651916cd43dd8448eb211c80319c');
    expect(span.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(span.attributes).toEqual({
      'ledger.correlation_id': 'request-7',
      'http.route': '/figures/:key',
      'http.request.method': 'GET',
      'http.response.status_code': 200,
    });
  });

  it('hands itself to the route as the cause of what it does', async () => {
    for (const headers of [{ traceparent: TRACEPARENT }, {}]) {
      const { span, seenByTheRoute } = await asked(headers);
      const { traceId, spanId } = span.spanContext();
      expect(seenByTheRoute).toMatchObject({ traceId, spanId });
    }
  });

  it('begins a trace of its own where the header names none', async () => {
    const { span } = await asked({ traceparent: 'nonsense' });
    expect(span.parentSpanContext).toBeUndefined();
  });

  it('is marked where the server is at fault', async () => {
    const { span } = await asked({}, 503);
    expect(span.status.code).toBe(SpanStatusCode.ERROR);
    expect((await asked({}, 404)).span.status.code).toBe(SpanStatusCode.UNSET);
  });
});

describe('A traceparent', () => {
  it('is read as it is written', () => {
    const context = spanContextOf(TRACEPARENT);
    expect(context).toMatchObject({ isRemote: true, traceFlags: 1 });
    expect(context && traceparentOf(context)).toBe(TRACEPARENT);
  });

  it('names nothing where it is malformed, of another version, or all zeros', () => {
    for (const text of [
      '',
      TRACEPARENT.toUpperCase(),
      `01${TRACEPARENT.slice(2)}`,
      `${TRACEPARENT}-more`,
      `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
      `00-0af7651916cd43dd8448eb211c80319c-${'0'.repeat(16)}-01`,
    ]) {
      expect(spanContextOf(text)).toBeUndefined();
    }
  });
});
