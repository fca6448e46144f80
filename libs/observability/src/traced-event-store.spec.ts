import { describe, expect, it } from '@jest/globals';
import { InMemoryEventStore } from '@ledger/event-store-memory';
import { NO_STREAM, type EventStore, type NewEvent } from '@ledger/event-store-port';
import { encodeRecord, instantOf } from '@ledger/kernel';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  AlwaysOnSampler,
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace';
import { TracedEventStore } from './traced-event-store.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const TRACED = `00-${TRACE}-${SPAN}-01`;
const UNSAMPLED = `00-${TRACE}-${SPAN}-00`;

interface Made {
  readonly id: string;
  readonly causationId?: string;
  readonly recordedAtMs?: number;
  readonly actor?: string;
}

function event({
  id,
  causationId = TRACED,
  recordedAtMs = Date.now(),
  actor = 'http',
}: Made): NewEvent {
  const body = encodeRecord({
    ...{ id, stream: 's', revision: 0, type: 'FigureRecorded', data: {}, schemaVersion: 1 },
    ...{ recordedAt: instantOf(recordedAtMs), actor, correlationId: 'c', causationId },
  });
  return { id, type: 'FigureRecorded', body };
}

function traced(store: EventStore, followed?: 'project') {
  const exporter = new InMemorySpanExporter();
  const processor = new SimpleSpanProcessor({ exporter });
  // Even where everything is sampled: the caller that began the trace has decided.
  const sampler = new AlwaysOnSampler();
  const tracer = new TracerProvider({ sampler, spanProcessors: [processor] }).getTracer('test');
  const tracing = followed === undefined ? { tracer } : { tracer, followed };
  return {
    store: new TracedEventStore(store, tracing),
    spans: (): readonly ReadableSpan[] => exporter.getFinishedSpans(),
  };
}

/** Follows until so many events were delivered and the follower has requested more. */
async function follow(store: EventStore, events: number, batchEventsMax = 100): Promise<void> {
  const end = new AbortController();
  let seen = 0;
  for await (const batch of store.follow({ after: 0, batchEventsMax, signal: end.signal })) {
    seen += batch.length;
    if (seen >= events) end.abort();
  }
}

describe('A traced event store', () => {
  it('makes a span of an append behind the span its events name as their cause', async () => {
    const { store, spans } = traced(new InMemoryEventStore());
    await store.append('a', NO_STREAM, [event({ id: '1' }), event({ id: '2' })]);
    const [span] = spans();
    expect(span).toMatchObject({ name: 'append', kind: SpanKind.CLIENT });
    expect(span?.spanContext().traceId).toBe(TRACE);
    expect(span?.parentSpanContext?.spanId).toBe(SPAN);
    expect(span?.attributes).toEqual({
      'ledger.stream': 'a',
      'ledger.events': 2,
      'ledger.position': 2,
    });
  });

  it('says in the span why an append failed, and lets the error through', async () => {
    const { store, spans } = traced(new InMemoryEventStore());
    await expect(store.append('a', 3, [event({ id: '1' })])).rejects.toMatchObject({
      code: 'revision-conflict',
    });
    expect(spans()[0]?.status).toEqual({
      code: SpanStatusCode.ERROR,
      message: 'revision-conflict',
    });
  });

  it('makes none where the cause is no span, or one that nobody keeps', async () => {
    const inner = new InMemoryEventStore();
    const { store, spans } = traced(inner, 'project');
    const forged = { id: '3', causationId: 'seeds', actor: `x","causationId":"${TRACED}` };
    await store.append('a', NO_STREAM, [event({ id: '1', causationId: UNSAMPLED })]);
    await store.append('b', NO_STREAM, [event({ id: '2', causationId: 'request-7' })]);
    await store.append('c', NO_STREAM, [event(forged)]);
    await follow(store, 3);
    expect(spans()).toEqual([]);
  });

  it('bounds the appends of one cause', async () => {
    const { store, spans } = traced(new InMemoryEventStore());
    for (let i = 0; i < 150; i += 1) {
      await store.append(`s${i}`, NO_STREAM, [event({ id: String(i) })]);
    }
    expect(spans()).toHaveLength(100);
  });

  it('makes a span for each cause in a batch, until the follower asks for more', async () => {
    const inner = new InMemoryEventStore();
    const other = `00-${TRACE}-00f067aa0ba902b7-01`;
    await inner.append('a', NO_STREAM, [event({ id: '1' })]);
    await inner.append('b', NO_STREAM, [event({ id: '2', causationId: other })]);
    await inner.append('c', NO_STREAM, [event({ id: '3' })]);
    const { store, spans } = traced(inner, 'project');
    await follow(store, 3);
    const seen = spans().map((span) => [span.parentSpanContext?.spanId, span.attributes]);
    expect(seen).toEqual([
      [SPAN, { 'ledger.events': 2, 'ledger.position': 3 }],
      ['00f067aa0ba902b7', { 'ledger.events': 1, 'ledger.position': 2 }],
    ]);
    expect(spans()[0]).toMatchObject({ name: 'project', kind: SpanKind.CONSUMER });
  });

  it('makes none of old events, as in a rebuild, nor where nobody projects', async () => {
    const inner = new InMemoryEventStore();
    await inner.append('a', NO_STREAM, [
      event({ id: '1', recordedAtMs: Date.now() - 3_600_000 }),
    ]);
    const projector = traced(inner, 'project');
    await follow(projector.store, 1);
    expect(projector.spans()).toEqual([]);
    await inner.append('b', NO_STREAM, [event({ id: '2' })]);
    const reader = traced(inner);
    await follow(reader.store, 2);
    expect(reader.spans()).toEqual([]);
  });

  it('makes one span of an append across streams', async () => {
    const { store, spans } = traced(new InMemoryEventStore());
    await store.appendAcrossStreams([
      { stream: 'a', expectedRevision: NO_STREAM, events: [event({ id: '1' })] },
      { stream: 'b', expectedRevision: NO_STREAM, events: [event({ id: '2' })] },
    ]);
    expect(spans().map(({ attributes }) => attributes)).toEqual([
      { 'ledger.stream': 'a and 1 more', 'ledger.events': 2, 'ledger.position': 2 },
    ]);
  });
});
