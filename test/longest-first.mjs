import TestSequencer from '@jest/test-sequencer';

/**
 * Spec files that take longest, the longest first. A long one that begins last would run alone
 * while the other worker has nothing left to do.
 */
const LONGEST = [
  'system/reports-stream',
  'system/import-crash',
  'system/verify-damage',
  'system/deployed-cli',
  'system/kafka/catch-up',
  'system/server-life',
  'system/faults/kurrentdb',
  'system/faults/engines',
  'system/backup',
];

/** Begins with the longest files; the others keep Jest's order, by last duration or by size. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rankOf(one) - rankOf(other));
  }
}

function rankOf({ path }) {
  const rank = LONGEST.findIndex((stem) => path.endsWith(`/test/${stem}.spec.ts`));
  return rank === -1 ? LONGEST.length : rank;
}
