import {
  status,
  type sendUnaryData,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServiceError,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { AppendDesk, AppendReply } from './append-desk.js';
import { callSignal, refuseCaller } from './callers.js';
import { errorsV2Pb, streamsV2Pb } from './protocol.js';
import type { ServerNode } from './server-node.js';
import { busy, detailed, notReady } from './statuses.js';
import type {
  ExpectedState,
  ProposedEvent,
  ProposedRecord,
  StreamCheck,
  Violation,
} from './transaction-log.js';

type Session = ServerReadableStream<
  streamsV2Pb.AppendRequest,
  streamsV2Pb.AppendSessionResponse
>;
type Records = ServerUnaryCall<
  streamsV2Pb.AppendRecordsRequest,
  streamsV2Pb.AppendRecordsResponse
>;

const ERRORS = 'kurrentdb.protocol.v2.streams.errors';
const TOMBSTONED = -100;
const SOFT_DELETED = -10;

/** The streams service of the second protocol: appends to several streams, all or nothing. */
export function streamsServiceV2(
  node: ServerNode,
  desk: AppendDesk,
): UntypedServiceImplementation {
  return {
    appendSession: (call: Session, answer: sendUnaryData<streamsV2Pb.AppendSessionResponse>) =>
      void appendSession(node, desk, call, answer),
    appendRecords: (call: Records, answer: sendUnaryData<streamsV2Pb.AppendRecordsResponse>) =>
      void appendRecords(node, desk, call, answer),
  };
}

async function appendSession(
  node: ServerNode,
  desk: AppendDesk,
  call: Session,
  answer: sendUnaryData<streamsV2Pb.AppendSessionResponse>,
): Promise<void> {
  const refused = refuseCaller(node, call.metadata);
  if (refused !== undefined) {
    answer(refused);
    return;
  }
  const signal = callSignal(call);
  const checks: StreamCheck[] = [];
  const groups: ProposedRecord[][] = [];
  for await (const request of call as AsyncIterable<streamsV2Pb.AppendRequest>) {
    const stream = request.getStream();
    if (checks.some((check) => check.stream.toLowerCase() === stream.toLowerCase())) {
      answer(alreadyInSession(stream));
      return;
    }
    checks.push({ stream, expected: stateOf(request.getExpectedRevision() ?? '-2') });
    const records = request.getRecordsList();
    groups.push(records.map((record) => ({ stream, event: eventOf(record) })));
  }
  // The order of streams within a session is not promised: this differs from the request's.
  const records = groups.toReversed().flat();
  const reply = await desk.append({ checks, records, requiresLeader: true, signal });
  if (reply.kind === 'silent' || reply.kind === 'ended') return;
  if (reply.kind !== 'written' && reply.kind !== 'repeated') {
    answer(refusalOf(node, reply, sessionViolation));
    return;
  }
  const response = new streamsV2Pb.AppendSessionResponse();
  response.setPosition(String(reply.position.commit));
  for (const [stream, revision] of reply.revisions) {
    const output = new streamsV2Pb.AppendResponse();
    output.setStream(stream);
    output.setStreamRevision(String(revision));
    response.addOutput(output);
  }
  answer(null, response);
}

async function appendRecords(
  node: ServerNode,
  desk: AppendDesk,
  call: Records,
  answer: sendUnaryData<streamsV2Pb.AppendRecordsResponse>,
): Promise<void> {
  const refused = refuseCaller(node, call.metadata);
  if (refused !== undefined) {
    answer(refused);
    return;
  }
  const records = call.request
    .getRecordsList()
    .map((record) => ({ stream: record.getStream(), event: eventOf(record) }));
  const checks = call.request.getChecksList().map((check) => ({
    stream: check.getStreamState()?.getStream() ?? '',
    expected: stateOf(check.getStreamState()?.getExpectedState() ?? '-2'),
  }));
  const signal = callSignal(call);
  const reply = await desk.append({ checks, records, requiresLeader: true, signal });
  if (reply.kind === 'silent' || reply.kind === 'ended') return;
  if (reply.kind !== 'written' && reply.kind !== 'repeated') {
    const violation = (found: readonly Violation[]) => consistencyViolation(checks, found);
    answer(refusalOf(node, reply, violation));
    return;
  }
  const response = new streamsV2Pb.AppendRecordsResponse();
  response.setPosition(String(reply.position.commit));
  for (const [stream, revision] of reply.revisions) {
    const output = new streamsV2Pb.StreamRevision();
    output.setStream(stream);
    output.setRevision(String(revision));
    response.addRevisions(output);
  }
  answer(null, response);
}

function stateOf(expected: string): ExpectedState {
  if (expected === '-1') return 'no_stream';
  if (expected === '-2') return 'any';
  return expected === '-4' ? 'stream_exists' : Number(expected);
}

/** Properties are read back as metadata in JSON, with the server's additions about the schema. */
function eventOf(record: streamsV2Pb.AppendRecord): ProposedEvent {
  const schema = record.getSchema();
  const type = schema?.getName() ?? '';
  const isJson = schema?.getFormat() === streamsV2Pb.SchemaFormat.SCHEMA_FORMAT_JSON;
  const properties: Record<string, string> = {};
  record.getPropertiesMap().forEach((value, key) => {
    properties[key] = value.getStringValue();
  });
  properties['$schema.format'] = isJson ? 'Json' : 'Bytes';
  properties['$schema.name'] = type;
  return {
    id: record.getRecordId() ?? '',
    type,
    isJson,
    data: record.getData_asU8(),
    metadata: Buffer.from(JSON.stringify(properties)),
  };
}

type Refused = Exclude<AppendReply, { kind: 'written' | 'repeated' | 'silent' | 'ended' }>;

function refusalOf(
  node: ServerNode,
  reply: Refused,
  violation: (violations: readonly Violation[]) => ServiceError,
): ServiceError {
  switch (reply.kind) {
    case 'violated':
      return violation(reply.violations);
    case 'append-too-large': {
      const details = new errorsV2Pb.AppendTransactionSizeExceededErrorDetails();
      details.setSize(reply.bytes);
      details.setMaxSize(reply.bytesMax);
      const typeName = `${ERRORS}.AppendTransactionSizeExceededErrorDetails`;
      return detailed(status.ABORTED, 'The append is too large', { typeName, details });
    }
    case 'event-too-large': {
      const details = new errorsV2Pb.AppendRecordSizeExceededErrorDetails();
      details.setStream(reply.stream);
      details.setRecordId(reply.id);
      details.setSize(reply.bytes);
      details.setMaxSize(reply.bytesMax);
      const typeName = `${ERRORS}.AppendRecordSizeExceededErrorDetails`;
      return detailed(status.INVALID_ARGUMENT, 'The record is too large', {
        typeName,
        details,
      });
    }
    case 'bad-request':
      return detailed(status.INVALID_ARGUMENT, `The request is invalid: ${reply.reason}`);
    case 'not-leader':
    case 'no-leader':
      return notLeaderNode(node);
    case 'not-ready':
      return notReady();
    case 'busy':
      return busy();
    case 'access-denied':
      return detailed(status.PERMISSION_DENIED, 'Access denied. Insufficient permissions');
    case 'timeout':
      return detailed(status.DEADLINE_EXCEEDED, 'Operation timed out while waiting for commit');
    case 'unknown-error':
      return detailed(status.INTERNAL, 'An internal server error occurred.');
  }
}

function notLeaderNode(node: ServerNode): ServiceError {
  const { leader } = node.server;
  const place = leader === undefined ? 'nowhere' : `${leader.host}:${leader.port}`;
  return detailed(
    status.FAILED_PRECONDITION,
    'The server is not the leader node and cannot handle the request. Please retry your request ' +
      `against the leader node directly at ${place}`,
  );
}

function alreadyInSession(stream: string): ServiceError {
  const details = new errorsV2Pb.StreamAlreadyInAppendSessionErrorDetails();
  details.setStream(stream);
  const typeName = `${ERRORS}.StreamAlreadyInAppendSessionErrorDetails`;
  return detailed(status.ABORTED, `Stream '${stream}' is there twice`, { typeName, details });
}

/** A session reports the first check that failed. */
function sessionViolation(violations: readonly Violation[]): ServiceError {
  const first = violations[0];
  const stream = first?.check.stream ?? '';
  if (first?.isTombstoned === true) {
    const details = new errorsV2Pb.StreamTombstonedErrorDetails();
    details.setStream(stream);
    const typeName = `${ERRORS}.StreamTombstonedErrorDetails`;
    return detailed(status.FAILED_PRECONDITION, 'It is tombstoned', { typeName, details });
  }
  const details = new errorsV2Pb.StreamRevisionConflictErrorDetails();
  details.setStream(stream);
  details.setExpectedRevision(wireState(first?.check.expected ?? 'any'));
  details.setActualRevision(String(first?.actual ?? -1));
  const typeName = `${ERRORS}.StreamRevisionConflictErrorDetails`;
  return detailed(status.FAILED_PRECONDITION, 'It is elsewhere', { typeName, details });
}

/** Records report every check that failed. */
function consistencyViolation(
  checks: readonly StreamCheck[],
  violations: readonly Violation[],
): ServiceError {
  const details = new errorsV2Pb.AppendConsistencyViolationErrorDetails();
  for (const { check, actual, isTombstoned, isSoftDeleted } of violations) {
    const found = isSoftDeleted ? SOFT_DELETED : actual;
    const state = new errorsV2Pb.ConsistencyViolation.StreamStateViolation();
    state.setStream(check.stream);
    state.setExpectedState(wireState(check.expected));
    state.setActualState(String(isTombstoned ? TOMBSTONED : found));
    const violation = new errorsV2Pb.ConsistencyViolation();
    violation.setCheckIndex(checks.indexOf(check));
    violation.setStreamState(state);
    details.addViolations(violation);
  }
  const typeName = `${ERRORS}.AppendConsistencyViolationErrorDetails`;
  return detailed(status.FAILED_PRECONDITION, 'Checks failed', { typeName, details });
}

function wireState(expected: ExpectedState): string {
  if (expected === 'no_stream') return '-1';
  if (expected === 'any') return '-2';
  return expected === 'stream_exists' ? '-4' : String(expected);
}
