import { MalformedEnvelope, readEnvelopeOf, type ReportEnvelope } from '@ledger/intake';
import type { FastifyRequest } from 'fastify';
import { CLOUD_EVENT_TYPE, CLOUD_EVENTS_TYPE } from '@ledger/web';

const PREFIX = 'ce-';

/**
 * The CloudEvents of a request in batched mode, not yet read; undefined of any other request.
 *
 * @see CloudEvents 1.0.2, JSON batch format
 * @throws {MalformedEnvelope} the body is no array
 */
export function cloudEventsOf({
  headers,
  body,
}: FastifyRequest): readonly unknown[] | undefined {
  if (headers['content-type']?.toLowerCase().startsWith(CLOUD_EVENTS_TYPE) !== true) {
    return undefined;
  }
  if (Array.isArray(body)) return body as readonly unknown[];
  throw new MalformedEnvelope('', 'is no JSON array: send CloudEvents in an array');
}

/**
 * The CloudEvent a request holds, if it holds one: in binary mode, with its attributes in headers
 * and the report as the body, or in structured mode, with all of it in the body.
 *
 * @see CloudEvents 1.0.2, HTTP protocol binding
 * @throws {MalformedEnvelope}
 */
export function cloudEventOf({ headers, body }: FastifyRequest): ReportEnvelope | undefined {
  if (headers['content-type']?.toLowerCase().startsWith(CLOUD_EVENT_TYPE) === true) {
    return readEnvelopeOf(body);
  }
  const attributes = Object.entries(headers).filter(([name]) => name.startsWith(PREFIX));
  if (attributes.length === 0) return undefined;
  const fields = attributes.map(([name, text]) => [
    name.slice(PREFIX.length),
    decoded(name, text),
  ]);
  return readEnvelopeOf({ ...Object.fromEntries(fields), data: body });
}

/** Header values are percent-encoded where a header cannot hold the text. */
function decoded(name: string, text: string | readonly string[] | undefined): string {
  try {
    if (typeof text === 'string') return decodeURIComponent(text);
  } catch {
    // Refused below, as a repeated one is.
  }
  throw new MalformedEnvelope(
    name.slice(PREFIX.length),
    'must stand once and be percent-encoded',
  );
}
