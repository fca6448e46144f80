import TestSequencer from '@jest/test-sequencer';

/**
 * Spec files that take longest, the longest first. A long one that begins last would run alone
 * while the other worker has nothing left to do.
 */
const LONGEST = [
  'system/reports-stream',
  'system/kafka/catch-up',
  'system/import-crash',
  'system/deployed-cli',
  'system/server-life',
  'system/faults/kafka-processes',
  'system/faults/kafka-bridges',
  'system/faults/kurrentdb',
  'system/foreign/generated-java-client',
  'system/kafka/secured-kafka',
  'system/verify-damage',
  'system/faults/engines',
  'system/faults/postgres-connections',
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
