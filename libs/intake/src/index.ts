export * from './answer-ndjson.js';
export * from './answer-by-origin.js';
export { answerReports, type ReportInOrder } from './answer-reports.js';
export * from './line-refusals.js';
export * from './load-plan.js';
export * from './malformed-report.js';
export * from './mend-publication.js';
export * from './read-report.js';
export * from './report-envelope.js';
