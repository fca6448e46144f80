/**
 * The wire definitions that the client itself was generated from: so the double and the client
 * speak the same protocol, field by field.
 */
export { default as anyPb } from 'google-protobuf/google/protobuf/any_pb.js';
export { default as emptyPb } from 'google-protobuf/google/protobuf/empty_pb.js';
export { default as timestampPb } from 'google-protobuf/google/protobuf/timestamp_pb.js';
// prettier-ignore
export { default as codePb }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/code_pb.js';
// prettier-ignore
export { default as featuresGrpc }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
// prettier-ignore
export { default as featuresPb }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
// prettier-ignore
export { default as gossipGrpc }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
// prettier-ignore
export { default as gossipPb }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
// prettier-ignore
export { default as sharedPb }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
// prettier-ignore
export { default as statusPb }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
// prettier-ignore
export { default as streamsGrpc }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
// prettier-ignore
export { default as streamsPb }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
// prettier-ignore
export { default as errorsV2Pb }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
// prettier-ignore
export { default as streamsV2Grpc }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_grpc_pb.js';
// prettier-ignore
export { default as streamsV2Pb }
  from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
