import { status, type Metadata, type ServiceError } from '@grpc/grpc-js';
import type { ServerNode } from './server-node.js';
import { accessDenied, refusal } from './statuses.js';

/**
 * Refuses a caller that the server does not know or does not permit.
 *
 * An insecure server authenticates nobody; a secure one refuses anonymous callers here, since
 * anonymous access to streams is off by default.
 */
export function refuseCaller(node: ServerNode, metadata: Metadata): ServiceError | undefined {
  const { users } = node.server.traits;
  if (users.length === 0) return undefined;
  const [header] = metadata.get('authorization');
  if (header === undefined) return accessDenied();
  const known = users.map(({ name, password }) => {
    return `Basic ${Buffer.from(`${name}:${password}`, 'utf8').toString('base64')}`;
  });
  if (known.includes(String(header))) return undefined;
  return refusal(status.UNAUTHENTICATED, 'Bad credentials');
}

/** True if the caller requires an answer from the leader. */
export function requiresLeader(metadata: Metadata): boolean {
  return metadata.get('requires-leader').includes('true');
}

/** Aborts when the caller disconnects. */
export function callSignal(call: {
  on(event: 'cancelled', listener: () => void): unknown;
}): AbortSignal {
  const gone = new AbortController();
  call.on('cancelled', () => gone.abort());
  return gone.signal;
}
