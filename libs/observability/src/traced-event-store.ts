import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Span,
  type SpanContext,
  type Tracer,
} from '@opentelemetry/api';
import type {
  Appended,
  AppendedAcross,
  EventStore,
  FollowOptions,
  NewEvent,
  StoredEvent,
} from '@ledger/event-store-port';
import { decodeRecord, isLedgerError } from '@ledger/kernel';
import { EventStoreDecorator, type PassingAppend } from './event-store-decorator.js';
import { SpanAllowance } from './span-allowance.js';
import { spanContextOf } from './trace-cause.js';

/** How appended and followed events are traced. */
export interface EventTracing {
  readonly tracer: Tracer;
  /** The span name for a follower's work on events; no spans are created without it. */
  readonly followed?: 'project' | 'send';
}

/**
 * An event store that traces events whose cause is traced: one span for the append, and one
 * from the delivery to a follower until it requests more.
 *
 * An event's causation id names its parent span, so the trace continues in other processes and
 * through queues. Results are unchanged.
 */
export class TracedEventStore extends EventStoreDecorator {
  readonly #tracing: EventTracing;
  readonly #appends = new SpanAllowance();

  constructor(store: EventStore, tracing: EventTracing) {
    super(store);
    this.#tracing = tracing;
  }

  override async *follow(
    options: FollowOptions,
  ): AsyncGenerator<readonly StoredEvent[], void, undefined> {
    const { followed, tracer } = this.#tracing;
    for await (const batch of super.follow(options)) {
      const startTime = Date.now();
      yield batch;
      if (followed === undefined) continue;
      for (const [parent, { count, position }] of causesOf(batch, startTime)) {
        const attributes = { 'ledger.events': count, 'ledger.position': position };
        const options = { kind: SpanKind.CONSUMER, startTime, attributes };
        tracer.startSpan(followed, options, behind(parent)).end();
      }
    }
  }

  protected override async around<Answer extends Appended | AppendedAcross>(
    { streams, events }: PassingAppend,
    append: () => Promise<Answer>,
  ): Promise<Answer> {
    const parent = events[0] === undefined ? undefined : causeOf(events[0]);
    if (parent === undefined || !this.#appends.take(parent.spanId)) return append();
    const attributes = { 'ledger.stream': streams, 'ledger.events': events.length };
    const options = { kind: SpanKind.CLIENT, attributes };
    const span = this.#tracing.tracer.startSpan('append', options, behind(parent));
    try {
      const answer = await append();
      span.setAttribute('ledger.position', answer.position);
      return answer;
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  }
}

/** A rebuild replays events whose traces are no longer stored. */
const TRACED_MS_MAX = 600_000;

/** The maximum number of spans for one batch. */
const CAUSES_MAX = 100;

/** The events of a batch that have one cause. */
interface Part {
  readonly count: number;
  readonly position: number;
}

/** The traced causes of the events of a batch; none if the batch is of old events. */
function causesOf(batch: readonly StoredEvent[], nowMs: number): Map<SpanContext, Part> {
  const causes = new Map<string, SpanContext>();
  const parts = new Map<SpanContext, Part>();
  const last = batch.at(-1);
  if (last === undefined || isOld(last, nowMs)) return parts;
  for (const event of batch) {
    const found = causeOf(event);
    if (found === undefined) continue;
    const cause = causes.get(found.spanId) ?? found;
    if (!parts.has(cause) && parts.size === CAUSES_MAX) continue;
    causes.set(cause.spanId, cause);
    parts.set(cause, { count: (parts.get(cause)?.count ?? 0) + 1, position: event.position });
  }
  return parts;
}

function isOld({ body }: StoredEvent, nowMs: number): boolean {
  return nowMs - Date.parse(decodeRecord(body).recordedAt) > TRACED_MS_MAX;
}

/** Canonical JSON: only the actor precedes it, whose quotes are escaped. */
const CAUSATION = /^\{"actor":"(?:[^"\\]|\\.)*","causationId":"([^"\\]*)"/;

/** The span that caused an event; `undefined` if its trace is no longer stored. */
function causeOf({ body }: Pick<NewEvent, 'body'>): SpanContext | undefined {
  const causationId = CAUSATION.exec(body)?.[1];
  const cause = causationId === undefined ? undefined : spanContextOf(causationId);
  return cause !== undefined && (cause.traceFlags & TraceFlags.SAMPLED) !== 0
    ? cause
    : undefined;
}

function behind(parent: SpanContext) {
  return trace.setSpanContext(ROOT_CONTEXT, parent);
}

function fail(span: Span, error: unknown): void {
  const message = isLedgerError(error) ? error.code : String(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message });
}
