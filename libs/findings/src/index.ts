export type { Verdict } from './checks/check.js';
export type { Rule } from './checks/rule.js';
export type { Slip, SlipKind } from './diagnosis/slips.js';
export type { Suspect } from './diagnosis/suspects.js';
export * from './figures/printed-figure.js';
export * from './findings/find.js';
export * from './findings/finding.js';
export { SEVERITIES, type Severity } from './findings/severity.js';
export { RULES } from './rules/rules.js';
