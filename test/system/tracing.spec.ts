import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { NO_STREAM } from '@ledger/event-store-port';
import { encodeRecord, instantOf } from '@ledger/kernel';
import { startTracing, TracedEventStore, traceRequests } from '@ledger/observability';
import { fastify } from 'fastify';

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: unknown }[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

/** A receiver of spans, like OpenTelemetry's collector: OTLP over HTTP, as JSON. */
class Collector {
  readonly sent: Sent[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        expect(request.url).toBe('/v1/traces');
        this.sent.push(JSON.parse(Buffer.concat(pieces).toString()) as Sent);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
  }

  static async start(): Promise<Collector> {
    const collector = new Collector();
    collector.#server.listen(0, '127.0.0.1');
    await once(collector.#server, 'listening');
    return collector;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get spans(): readonly SentSpan[] {
    const scopes = this.sent
      .flatMap((one) => one.resourceSpans)
      .flatMap((one) => one.scopeSpans);
    return scopes.flatMap(({ spans }) => spans);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const collectors: Collector[] = [];
afterEach(() => collectors.splice(0).forEach((collector) => collector.stop()));

describe('A trace', () => {
  it('leads from a report over the append to the view, as one trace', async () => {
    const collector = await Collector.start();
    collectors.push(collector);
    const lost: string[] = [];
    const { endpoint } = collector;
    const onLost = (reason: string) => void lost.push(reason);
    const api = await startTracing({ endpoint, ratio: 1, role: 'api', onLost });
    const record = new InMemoryEventStore();
    const store = new TracedEventStore(record, { tracer: api.tracer });
    const server = fastify();
    traceRequests(server, api.tracer);
    server.post('/reports', async (request) => {
      const causationId = String(request.headers['traceparent']);
      const body = encodeRecord({
        ...{ id: '1', stream: 's', revision: 0, type: 'FigureRecorded', data: {} },
        ...{ schemaVersion: 1, recordedAt: instantOf(Date.now()), actor: 'http' },
        ...{ correlationId: request.id, causationId },
      });
      return store.append('s', NO_STREAM, [{ id: '1', type: 'FigureRecorded', body }]);
    });
    await server.inject({ method: 'POST', url: '/reports' });
    await server.close();
    await api.stop();

    const projector = await startTracing({ endpoint, ratio: 0, role: 'projector', onLost });
    const views = new TracedEventStore(record, {
      tracer: projector.tracer,
      followed: 'project',
    });
    const end = new AbortController();
    const options = { after: 0, batchEventsMax: 10, signal: end.signal };
    for await (const batch of views.follow(options)) if (batch.length > 0) end.abort();
    await projector.stop();

    const named = new Map(collector.spans.map((span) => [span.name, span]));
    const request = named.get('POST /reports');
    expect([...named.keys()].sort()).toEqual(['POST /reports', 'append', 'project']);
    expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(named.get('append')?.parentSpanId).toBe(request?.spanId);
    expect(named.get('project')?.parentSpanId).toBe(request?.spanId);
    const services = collector.sent.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ resource }) =>
        resource.attributes
          .filter(({ key }) => key === 'service.name')
          .map(({ value }) => value),
      ),
    );
    expect(services).toEqual([
      { stringValue: 'ledger-api' },
      { stringValue: 'ledger-projector' },
    ]);
    expect(lost).toEqual([]);
  });

  it('that no collector takes holds nobody up, and is said to be lost', async () => {
    const gone = await Collector.start();
    const { endpoint } = gone;
    gone.stop();
    const lost: string[] = [];
    const onLost = (reason: string) => void lost.push(reason);
    const tracing = await startTracing({ endpoint, ratio: 1, role: 'api', onLost });
    tracing.tracer.startSpan('a span').end();
    const stoppingFrom = performance.now();
    await tracing.stop();
    expect(performance.now() - stoppingFrom).toBeLessThan(6_000);
    expect(lost.length).toBeGreaterThan(0);
  });
});
