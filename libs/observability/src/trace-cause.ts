import { isSpanContextValid, type SpanContext } from '@opentelemetry/api';

/** The name of the header. Its value is also an event's causation id, which continues the trace. */
export const TRACEPARENT = 'traceparent';

const VERSION_00 = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * The remote parent span that a W3C traceparent names; `undefined` if it is malformed.
 *
 * @see W3C Trace Context, version 00; later versions are not read
 */
export function spanContextOf(text: string): SpanContext | undefined {
  const [, traceId, spanId, flags] = VERSION_00.exec(text) ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(context) ? context : undefined;
}

/** The traceparent of a span. */
export function traceparentOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
