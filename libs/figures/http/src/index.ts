export * from './figures-http.module.js';
export { routeRefusal } from './frame/known-routes.js';
export { refuseForeignCallers } from './frame/foreign-callers.js';
export { ledgerAdapter } from './frame/ledger-adapter.js';
export { readJson } from './frame/read-json.js';
export { API } from './frame/api-path.js';
export type { HealthCheck } from './operations/health-check.js';
export type { Metrics } from './operations/metrics.js';
export { OperationsHttpModule } from './operations/operations-http.module.js';
export { ApiDocument } from './openapi/document.controller.js';
export { describeApi } from './openapi/document.js';
export * from './problem/http-refusals.js';
export { carryProblem, problemFor, sendProblem } from './problem/problem.filter.js';
export { PROBLEM_TYPE, type Problem } from './problem/problem.js';
export type { RefusalCode } from './problem/refusal-code.js';
export { REFUSAL_STATUS } from './problem/refusal-status.js';
export { chooseMediaType, JSON_TYPE } from './answer/media-type.js';
export { sendText } from './answer/send-text.js';
export { readSeries, SERIES_NAMES } from './request/series-question.js';
export { PAGING, readPaging } from './request/paging.js';
export {
  CLOCKS,
  readClocks,
  readRecordedBy,
  readText,
  refuseUnknown,
  type QueryParameters,
} from './request/query-parameters.js';
