import {
  status,
  type ServerReadableStream,
  type sendUnaryData,
  type ServiceError,
} from '@grpc/grpc-js';
import type { AppendDesk, AppendReply } from './append-desk.js';
import { callSignal, refuseCaller, requiresLeader } from './callers.js';
import { proposedEvent, streamName } from './proposals.js';
import { sharedPb, streamsPb } from './protocol.js';
import type { ServerNode } from './server-node.js';
import {
  accessDenied,
  busy,
  noLeader,
  notLeader,
  notReady,
  refusal,
  streamDeleted,
  timedOut,
} from './statuses.js';
import type { ExpectedState, LogPosition, ProposedRecord } from './transaction-log.js';

const { ExpectedStreamRevisionCase } = streamsPb.AppendReq.Options;

/** `Append`: one call for one append, one message for its options and one for each event. */
export async function plainAppend(
  node: ServerNode,
  desk: AppendDesk,
  call: ServerReadableStream<streamsPb.AppendReq, streamsPb.AppendResp>,
  answer: sendUnaryData<streamsPb.AppendResp>,
): Promise<void> {
  const refused = refuseCaller(node, call.metadata);
  if (refused !== undefined) {
    answer(refused);
    return;
  }
  const signal = callSignal(call);
  let options: streamsPb.AppendReq.Options | undefined;
  const records: ProposedRecord[] = [];
  let stream = '';
  for await (const request of call as AsyncIterable<streamsPb.AppendReq>) {
    const message = request.getProposedMessage();
    if (message !== undefined) records.push({ stream, event: proposedEvent(message) });
    options ??= request.getOptions();
    stream = streamName(options?.getStreamIdentifier());
  }
  const expected = expectedState(options);
  const checks = [{ stream, expected }];
  const leaderOnly = requiresLeader(call.metadata);
  const reply = await desk.append({ checks, records, requiresLeader: leaderOnly, signal });
  if (reply.kind === 'silent' || reply.kind === 'ended') return;
  if (reply.kind === 'written' || reply.kind === 'repeated') {
    const position = node.server.traits.tellsPositionsOfAppends ? reply.position : undefined;
    answer(null, success(reply.revisions.get(stream) ?? 0, position));
  } else if (reply.kind === 'violated') {
    const [violation] = reply.violations;
    if (violation?.isTombstoned === true) answer(streamDeleted(stream));
    else answer(null, wrongVersion(expected, violation?.actual ?? -1));
  } else {
    answer(refusalOf(node, reply));
  }
}

function expectedState(options: streamsPb.AppendReq.Options | undefined): ExpectedState {
  switch (options?.getExpectedStreamRevisionCase()) {
    case ExpectedStreamRevisionCase.NO_STREAM:
      return 'no_stream';
    case ExpectedStreamRevisionCase.STREAM_EXISTS:
      return 'stream_exists';
    case ExpectedStreamRevisionCase.REVISION:
      return Number(options.getRevision());
    default:
      return 'any';
  }
}

type Refused = Exclude<
  AppendReply,
  { kind: 'written' | 'repeated' | 'violated' | 'silent' | 'ended' }
>;

function refusalOf(node: ServerNode, reply: Refused): ServiceError {
  switch (reply.kind) {
    case 'append-too-large':
      return refusal(
        status.INVALID_ARGUMENT,
        `Maximum Append Size of ${reply.bytesMax} Exceeded.`,
        {
          exception: 'maximum-append-size-exceeded',
          'maximum-append-size': String(reply.bytesMax),
        },
      );
    case 'event-too-large':
      return refusal(
        status.INVALID_ARGUMENT,
        `Event with Id: ${reply.id}, Size: ${reply.bytes}, exceeds Maximum Append Event Size of ` +
          `${reply.bytesMax}.`,
        { exception: 'maximum-append-event-size-exceeded' },
      );
    case 'bad-request':
      return refusal(status.UNKNOWN, `Exception was thrown by handler. ${reply.reason}`);
    case 'not-leader':
      return node.server.leader === undefined ? noLeader() : notLeader(node.server.leader);
    case 'no-leader':
      return noLeader();
    case 'not-ready':
      return notReady();
    case 'busy':
      return busy();
    case 'access-denied':
      return accessDenied();
    case 'timeout':
      return timedOut();
    case 'unknown-error':
      return refusal(status.UNKNOWN, 'Unexpected OperationResult: 9');
  }
}

function success(revision: number, position: LogPosition | undefined): streamsPb.AppendResp {
  const success = new streamsPb.AppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (position === undefined) {
    success.setNoPosition(new sharedPb.Empty());
  } else {
    const place = new streamsPb.AppendResp.Position();
    place.setCommitPosition(String(position.commit));
    place.setPreparePosition(String(position.prepare));
    success.setPosition(place);
  }
  const response = new streamsPb.AppendResp();
  response.setSuccess(success);
  return response;
}

function wrongVersion(expected: ExpectedState, actual: number): streamsPb.AppendResp {
  const wrong = new streamsPb.AppendResp.WrongExpectedVersion();
  if (expected === 'no_stream') wrong.setExpectedNoStream(new sharedPb.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new sharedPb.Empty());
  else if (expected === 'any') wrong.setExpectedAny(new sharedPb.Empty());
  else wrong.setExpectedRevision(String(expected));
  if (actual < 0) wrong.setCurrentNoStream(new sharedPb.Empty());
  else wrong.setCurrentRevision(String(actual));
  const response = new streamsPb.AppendResp();
  response.setWrongExpectedVersion(wrong);
  return response;
}
