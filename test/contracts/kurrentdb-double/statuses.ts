import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { anyPb, statusPb } from './protocol.js';

/** A call's refusal with the trailers that the server sends. */
export function refusal(
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return Object.assign(new Error(details), { code, details, metadata });
}

export function accessDenied(): ServiceError {
  return refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
}

export function notReady(): ServiceError {
  return refusal(status.UNAVAILABLE, 'Server Is Not Ready');
}

export function busy(): ServiceError {
  return refusal(status.UNAVAILABLE, 'Server Is Too Busy');
}

export function noLeader(): ServiceError {
  return refusal(status.UNKNOWN, 'No leader info available in response');
}

export function timedOut(): ServiceError {
  return refusal(status.ABORTED, 'Operation timed out: Prepare phase timeout.');
}

/** Names the leader, so that the caller can go there. */
export function notLeader(leader: { host: string; port: number }): ServiceError {
  return refusal(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': leader.host,
    'leader-endpoint-port': String(leader.port),
  });
}

export function streamDeleted(stream: string): ServiceError {
  return refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });
}

interface Details {
  serializeBinary(): Uint8Array;
}

/** A refusal of the second protocol: its facts are a message, packed into the status. */
export function detailed(
  code: status,
  message: string,
  packed?: { typeName: string; details: Details },
): ServiceError {
  const error = refusal(code, message);
  if (packed === undefined) return error;
  const any = new anyPb.Any();
  any.pack(packed.details.serializeBinary(), packed.typeName);
  const rich = new statusPb.Status();
  rich.setMessage(message);
  rich.setDetails(any);
  error.metadata.set('grpc-status-details-bin', Buffer.from(rich.serializeBinary()));
  return error;
}
