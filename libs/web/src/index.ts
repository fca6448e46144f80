export {
  JSON_TYPE,
  refuseOtherThan,
  EVENT_STREAM_TYPE,
  CSV_TYPE,
  chooseMediaType,
  SDMX_CSV_TYPE,
} from './route/media-type.js';
export {
  AnswerInterceptor,
  type ReadAnswer,
  type RouteAnswer,
} from './answer/answer.interceptor.js';
export { writeCommandAnswer } from './answer/command-answer.js';
export { POSITION_HEADER } from './answer/position-header.js';
export type { StreamAnswer } from './answer/stream-answer.js';
export { writeText, type TextAnswer } from './answer/text-answer.js';
export { serverSentEvents, SIGN_OF_LIFE } from './answer/server-sent-event.js';
export { writeView } from './answer/view-answer.js';
export { HEARTBEAT_MS, withHeartbeat } from './answer/with-heartbeat.js';
export { API } from './route/api-path.js';
export {
  CLOUD_EVENT_TYPE,
  CLOUD_EVENTS_TYPE,
  NDJSON_TYPE,
  rawBodyOf,
  type RouteSettings,
} from './frame/body-parsers.js';
export { refuseForeignCallers } from './frame/foreign-callers.js';
export { BODY_MS_MAX, HttpFrame } from './frame/http-frame.js';
export { ledgerAdapter } from './frame/ledger-adapter.js';
export { OpenStreams } from './frame/open-streams.js';
export { readJson } from './frame/read-json.js';
export {
  ApiRefusals,
  ApiResponses,
  ApiStatic,
  ApiCommand,
  ApiRead,
  ApiParams,
} from './openapi/api-decorators.js';
export { operationIdOf } from './openapi/operation-ids.js';
export {
  schemaRef,
  ANSWER_HEADERS,
  refusalResponses,
  NOT_MODIFIED,
  READ_ERRORS,
  commandResponses,
  readParameters,
  readResponses,
  type CommandDescription,
  type ReadDescription,
} from './openapi/operations.js';
export { FEED_HOLDS_ALL, TYPES_ARE_OF_ARRIVAL } from './openapi/feed-notes.js';
export * from './problem/http-refusals.js';
export { type WildcardRoute, routeRefusal } from './problem/known-routes.js';
export {
  sendProblem,
  ProblemFilter,
  isGone,
  carryProblem,
  problemFor,
} from './problem/problem.filter.js';
export {
  problemOf,
  isRefusalCode,
  problemType,
  UNEXPECTED,
  PROBLEM_TYPE,
  type Problem,
} from './problem/problem.js';
export type { RefusalCode } from './problem/refusal-code.js';
export { REFUSAL_STATUS, bodyRefusalStatus } from './problem/refusal-status.js';
export { BodyPipe, readBody } from './request/body.pipe.js';
export { DayMonthOrYear, Day } from './request/day.js';
export { EventBody } from './request/event-body.js';
export { factsOf } from './request/facts-of.js';
export {
  Flag,
  LINE_MAX,
  Nested,
  Optional,
  PROSE_CHARACTERS_MAX,
  Text,
  Texts,
  TITLE_CHARACTERS_MAX,
  Whole,
  Word,
  Form,
  type Field,
} from './request/fields.js';
export { originOf } from './request/origin.js';
export { readQuery, refuseUnknown, type QueryParameters } from './request/query-parameters.js';
export { ReadYourWrites } from './request/read-your-writes.js';
export { AcceptedForm, CommandOrigin, QueryValues } from './request/route-parameters.js';
