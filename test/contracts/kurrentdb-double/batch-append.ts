import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { AppendDesk, AppendReply } from './append-desk.js';
import { callSignal, refuseCaller, requiresLeader } from './callers.js';
import { proposedEvent, streamIdentifier, streamName } from './proposals.js';
import { anyPb, codePb, emptyPb, sharedPb, statusPb, streamsPb } from './protocol.js';
import type { ServerNode } from './server-node.js';
import { notLeader } from './statuses.js';
import type { ExpectedState, LogPosition, ProposedRecord } from './transaction-log.js';

type Call = ServerDuplexStream<streamsPb.BatchAppendReq, streamsPb.BatchAppendResp>;

interface PendingAppend {
  readonly stream: string;
  readonly expected: ExpectedState;
  readonly records: ProposedRecord[];
}

const { ExpectedStreamPositionCase } = streamsPb.BatchAppendReq.Options;
const { Code } = codePb;

/** `BatchAppend`: one call for any number of appends, each in one or more messages. */
export function batchAppend(node: ServerNode, desk: AppendDesk, call: Call): void {
  const refused = refuseCaller(node, call.metadata);
  if (refused !== undefined) {
    call.emit('error', refused);
    return;
  }
  const signal = callSignal(call);
  const leaderOnly = requiresLeader(call.metadata);
  const pending = new Map<string, PendingAppend>();
  call.on('end', () => call.end());
  call.on('error', () => pending.clear());
  call.on('data', (request: streamsPb.BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    if (options !== undefined) pending.set(id, begin(options));
    const append = pending.get(id);
    if (append === undefined) return;
    for (const message of request.getProposedMessagesList()) {
      append.records.push({ stream: append.stream, event: proposedEvent(message) });
    }
    if (!request.getIsFinal()) return;
    pending.delete(id);
    const { stream, expected, records } = append;
    const checks = [{ stream, expected }];
    void desk
      .append({ checks, records, requiresLeader: leaderOnly, signal })
      .then((reply) => say(node, call, { id, append }, reply));
  });
}

function begin(options: streamsPb.BatchAppendReq.Options): PendingAppend {
  const stream = streamName(options.getStreamIdentifier());
  return { stream, expected: expectedState(options), records: [] };
}

function expectedState(options: streamsPb.BatchAppendReq.Options): ExpectedState {
  switch (options.getExpectedStreamPositionCase()) {
    case ExpectedStreamPositionCase.NO_STREAM:
      return 'no_stream';
    case ExpectedStreamPositionCase.STREAM_EXISTS:
      return 'stream_exists';
    case ExpectedStreamPositionCase.STREAM_POSITION:
      return Number(options.getStreamPosition());
    default:
      return 'any';
  }
}

function say(
  node: ServerNode,
  call: Call,
  { id, append }: { id: string; append: PendingAppend },
  reply: AppendReply,
): void {
  if (call.cancelled || reply.kind === 'silent') return;
  if (reply.kind === 'ended') {
    call.end();
    return;
  }
  // The server has no status for this within the call: the whole call fails, for all its appends.
  if (reply.kind === 'not-leader' && node.server.leader !== undefined) {
    call.emit('error', notLeader(node.server.leader));
    return;
  }
  const response = new streamsPb.BatchAppendResp();
  const correlation = new sharedPb.UUID();
  correlation.setString(id);
  response.setCorrelationId(correlation);
  response.setStreamIdentifier(streamIdentifier(append.stream));
  if (reply.kind === 'written' || reply.kind === 'repeated') {
    const position = node.server.traits.tellsPositionsOfAppends ? reply.position : undefined;
    response.setSuccess(success(reply.revisions.get(append.stream) ?? 0, position));
  } else {
    response.setError(errorOf(append, reply));
  }
  call.write(response);
}

function success(
  revision: number,
  position: LogPosition | undefined,
): streamsPb.BatchAppendResp.Success {
  const success = new streamsPb.BatchAppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (position === undefined) {
    success.setNoPosition(new emptyPb.Empty());
    return success;
  }
  const place = new sharedPb.AllStreamPosition();
  place.setCommitPosition(String(position.commit));
  place.setPreparePosition(String(position.prepare));
  success.setPosition(place);
  return success;
}

type Refused = Exclude<AppendReply, { kind: 'written' | 'repeated' | 'silent' | 'ended' }>;

function errorOf(append: PendingAppend, reply: Refused): statusPb.Status {
  switch (reply.kind) {
    case 'violated':
      return violated(
        append,
        reply.violations[0]?.actual ?? -1,
        reply.violations[0]?.isTombstoned,
      );
    case 'append-too-large': {
      const details = new sharedPb.MaximumAppendSizeExceeded();
      details.setMaxappendsize(reply.bytesMax);
      return packed(Code.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', details);
    }
    case 'event-too-large':
      // Newer than the client, which knows the message's name but not its contents.
      return packed(
        Code.INVALID_ARGUMENT,
        'MaximumAppendEventSizeExceeded',
        new sharedPb.Empty(),
      );
    case 'bad-request': {
      const details = new sharedPb.BadRequest();
      details.setMessage(reply.reason);
      return packed(Code.INVALID_ARGUMENT, 'BadRequest', details);
    }
    case 'access-denied':
      return packed(Code.PERMISSION_DENIED, 'AccessDenied', new sharedPb.AccessDenied());
    case 'timeout':
      return packed(Code.DEADLINE_EXCEEDED, 'Timeout', new sharedPb.Timeout());
    case 'unknown-error':
      return packed(Code.UNKNOWN, 'Unknown', new sharedPb.Unknown());
    case 'not-ready':
      return wordless('Server Is Not Ready');
    case 'busy':
      return wordless('Server Is Busy');
    case 'not-leader':
    case 'no-leader':
      return wordless('No leader info available in response');
  }
}

function violated(
  { stream, expected }: PendingAppend,
  actual: number,
  isTombstoned = false,
): statusPb.Status {
  if (isTombstoned) {
    const details = new sharedPb.StreamDeleted();
    details.setStreamIdentifier(streamIdentifier(stream));
    return packed(Code.FAILED_PRECONDITION, 'StreamDeleted', details);
  }
  const details = new sharedPb.WrongExpectedVersion();
  if (expected === 'no_stream') details.setExpectedNoStream(new emptyPb.Empty());
  else if (expected === 'stream_exists') details.setExpectedStreamExists(new emptyPb.Empty());
  else if (expected === 'any') details.setExpectedAny(new emptyPb.Empty());
  else details.setExpectedStreamPosition(String(expected));
  if (actual < 0) details.setCurrentNoStream(new emptyPb.Empty());
  else details.setCurrentStreamRevision(String(actual));
  return packed(Code.ALREADY_EXISTS, 'WrongExpectedVersion', details);
}

function packed(
  code: codePb.Code,
  name: string,
  details: { serializeBinary(): Uint8Array },
): statusPb.Status {
  const any = new anyPb.Any();
  any.pack(details.serializeBinary(), `event_store.client.${name}`);
  return withDetails(code, name, any);
}

/** What the server expresses as an empty message with a sentence. */
function wordless(message: string): statusPb.Status {
  const any = new anyPb.Any();
  any.pack(new emptyPb.Empty().serializeBinary(), 'google.protobuf.Empty');
  return withDetails(Code.OK, message, any);
}

function withDetails(code: codePb.Code, message: string, any: anyPb.Any): statusPb.Status {
  const rich = new statusPb.Status();
  rich.setCode(code);
  rich.setMessage(message);
  rich.setDetails(any);
  return rich;
}
