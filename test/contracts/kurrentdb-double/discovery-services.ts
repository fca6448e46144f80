import type {
  ServerUnaryCall,
  ServiceDefinition,
  sendUnaryData,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { featuresGrpc, featuresPb, gossipGrpc, gossipPb, sharedPb } from './protocol.js';
import type { ServerNode } from './server-node.js';

type Unary<Answer> = (
  call: ServerUnaryCall<unknown, Answer>,
  answer: sendUnaryData<Answer>,
) => void;

const STREAMS = 'event_store.client.streams.streams';
const STREAMS_V2 = 'kurrentdb.protocol.v2.streams.streamsservice';

/** How a client discovers a server's features, and which node of a cluster leads. */
export function discoveryServices(
  node: ServerNode,
): [ServiceDefinition, UntypedServiceImplementation][] {
  const getSupportedMethods: Unary<featuresPb.SupportedMethods> = (_call, answer) => {
    answer(null, supportedMethods(node));
  };
  const read: Unary<gossipPb.ClusterInfo> = (_call, answer) => {
    answer(null, clusterInfo(node));
  };
  return [
    [featuresGrpc.ServerFeaturesService, { getSupportedMethods }],
    [gossipGrpc.GossipService, { read }],
  ];
}

function supportedMethods(node: ServerNode): featuresPb.SupportedMethods {
  const { traits } = node.server;
  const answer = new featuresPb.SupportedMethods();
  answer.setEventStoreServerVersion(traits.version);
  answer.addMethods(method(STREAMS, 'read', ['position', 'events']));
  answer.addMethods(method(STREAMS, 'append'));
  answer.addMethods(method(STREAMS, 'delete'));
  answer.addMethods(method(STREAMS, 'tombstone'));
  if (traits.offersBatchAppend) {
    answer.addMethods(method(STREAMS, 'batchappend', ['deadline_duration']));
  }
  if (traits.offersAppendSession) answer.addMethods(method(STREAMS_V2, 'appendsession'));
  if (traits.offersAppendRecords) answer.addMethods(method(STREAMS_V2, 'appendrecords'));
  return answer;
}

function method(
  service: string,
  name: string,
  features: string[] = [],
): featuresPb.SupportedMethod {
  const answer = new featuresPb.SupportedMethod();
  answer.setServiceName(service);
  answer.setMethodName(name);
  answer.setFeaturesList(features);
  return answer;
}

function clusterInfo(node: ServerNode): gossipPb.ClusterInfo {
  const { LEADER, FOLLOWER, UNKNOWN } = gossipPb.MemberInfo.VNodeState;
  const answer = new gossipPb.ClusterInfo();
  for (const member of node.server.nodes) {
    const info = new gossipPb.MemberInfo();
    const id = new sharedPb.UUID();
    id.setString(member.id);
    info.setInstanceId(id);
    info.setTimeStamp(String(Date.now()));
    info.setIsAlive(member.isUp);
    const led = node.server.leader === undefined ? UNKNOWN : FOLLOWER;
    info.setState(member.isLeader ? LEADER : led);
    const place = new gossipPb.EndPoint();
    place.setAddress(member.host);
    place.setPort(member.port);
    info.setHttpEndPoint(place);
    answer.addMembers(info);
  }
  return answer;
}
