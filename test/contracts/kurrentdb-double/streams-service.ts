import type {
  sendUnaryData,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
  ServerReadableStream,
  ServerDuplexStream,
} from '@grpc/grpc-js';
import type { AppendDesk } from './append-desk.js';
import { batchAppend } from './batch-append.js';
import { refuseCaller } from './callers.js';
import { plainAppend } from './plain-append.js';
import { streamName } from './proposals.js';
import { streamsPb } from './protocol.js';
import type { ServerNode } from './server-node.js';
import { streamDeleted } from './statuses.js';

type Delete = ServerUnaryCall<streamsPb.DeleteReq, streamsPb.DeleteResp>;
type Tombstone = ServerUnaryCall<streamsPb.TombstoneReq, streamsPb.TombstoneResp>;
type Read = ServerWritableStream<streamsPb.ReadReq, streamsPb.ReadResp>;

/** The streams service of the first protocol. */
export function streamsService(
  node: ServerNode,
  desk: AppendDesk,
): UntypedServiceImplementation {
  return {
    read: (call: Read) => void node.reads.read(call),
    append: (
      call: ServerReadableStream<streamsPb.AppendReq, streamsPb.AppendResp>,
      answer: sendUnaryData<streamsPb.AppendResp>,
    ) => void plainAppend(node, desk, call, answer),
    batchAppend: (
      call: ServerDuplexStream<streamsPb.BatchAppendReq, streamsPb.BatchAppendResp>,
    ) => batchAppend(node, desk, call),
    delete: (call: Delete, answer: sendUnaryData<streamsPb.DeleteResp>) =>
      softDelete(node, call, answer),
    tombstone: (call: Tombstone, answer: sendUnaryData<streamsPb.TombstoneResp>) =>
      tombstone(node, call, answer),
  };
}

function softDelete(
  node: ServerNode,
  call: Delete,
  answer: sendUnaryData<streamsPb.DeleteResp>,
): void {
  const stream = streamName(call.request.getOptions()?.getStreamIdentifier());
  const refused = refuseCaller(node, call.metadata) ?? refuseDeleted(node, stream);
  if (refused !== undefined) {
    answer(refused);
    return;
  }
  const { commit, prepare } = node.server.log.softDelete(stream);
  const position = new streamsPb.DeleteResp.Position();
  position.setCommitPosition(String(commit));
  position.setPreparePosition(String(prepare));
  const response = new streamsPb.DeleteResp();
  response.setPosition(position);
  answer(null, response);
}

function tombstone(
  node: ServerNode,
  call: Tombstone,
  answer: sendUnaryData<streamsPb.TombstoneResp>,
): void {
  const stream = streamName(call.request.getOptions()?.getStreamIdentifier());
  const refused = refuseCaller(node, call.metadata) ?? refuseDeleted(node, stream);
  if (refused !== undefined) {
    answer(refused);
    return;
  }
  const { commit, prepare } = node.server.log.tombstone(stream);
  const position = new streamsPb.TombstoneResp.Position();
  position.setCommitPosition(String(commit));
  position.setPreparePosition(String(prepare));
  const response = new streamsPb.TombstoneResp();
  response.setPosition(position);
  answer(null, response);
}

function refuseDeleted(node: ServerNode, stream: string) {
  return node.server.log.stream(stream) === 'deleted' ? streamDeleted(stream) : undefined;
}
