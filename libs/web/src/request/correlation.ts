import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The header with the id that everything caused by one request shares. */
export const CORRELATION_HEADER = 'correlation-id';

/** The same header of a CloudEvent in binary mode. */
const CORRELATION_OF_EVENT = 'ce-correlationid';

const CORRELATION_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const server = randomUUID();
let requests = 0;

/** The correlation id that the client sent, or a new one. */
export function correlationIdOf(message: Pick<IncomingMessage, 'headers'>): string {
  const { headers } = message;
  const sent = headers[CORRELATION_HEADER] ?? headers[CORRELATION_OF_EVENT];
  if (typeof sent === 'string' && CORRELATION_ID.test(sent)) return sent;
  requests += 1;
  return `${server}-${requests}`;
}
