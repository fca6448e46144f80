export type { LedgerVerification } from './ledger-verification.js';
export { unopenedLog } from './ledger-verification.js';
export * from './log/check-log.js';
export { gapsOf, type StreamGap } from './log/stream-revisions.js';
export { verifyTransparencyLog } from './transparency/verify-transparency-log.js';
export { verdictOf, type Verdict } from './verdict.js';
export * from './verify-ledger.js';
export * from './views/verify-views.js';
