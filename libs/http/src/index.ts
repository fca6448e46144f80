export * from './http.module.js';
export { FIGURE_ROUTES } from './figures/figure-path.js';
export type { HealthCheck } from './operations/health-check.js';
export type { Metrics } from './operations/metrics.js';
export { OperationsHttpModule } from './operations/operations-http.module.js';
export { ApiDocument } from './openapi/document.controller.js';
export { describeApi } from './openapi/document.js';
export { LogHttpModule } from './transparency/log-http.module.js';
export type { ServedLog } from './transparency/served-log.js';
