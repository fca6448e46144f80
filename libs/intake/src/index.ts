export * from './answer-ndjson.js';
export { answerReports, type Report } from './answer-reports.js';
export * from './line-refusals.js';
export * from './load-plan.js';
export * from './malformed-report.js';
export { REASON_CHARACTERS_MAX } from './read-announcement.js';
export { BREAKDOWN_NAMES_MAX } from './read-identity.js';
export { LOCATOR_CHARACTERS_MAX } from './read-locator.js';
export * from './read-report.js';
