import { beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  coverage,
  mismatchText,
  problemText,
  readSeeds,
  unaccounted,
  verifyArtefacts,
  type SeedsReading,
} from '@ledger/capture';

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url));
const DOCUMENTS = fileURLToPath(new URL('../../../shared/seeds', import.meta.url));

// The documents are not part of the project. Where everything must run, their absence is a failure.
const arePresent = existsSync(DOCUMENTS) || process.env['CI'] === 'true';
if (!arePresent) {
  process.stderr.write(
    `The documents are absent (${DOCUMENTS}): the capture is not compared with them.\n`,
  );
}
const describeDocuments = arePresent ? describe : describe.skip;

describe('The capture in seeds', () => {
  it('has no problem in any row', async () => {
    const { problems, plan } = await readSeeds(SEEDS);
    expect(problems.map(problemText)).toEqual([]);
    expect(plan.publications.length).toBeGreaterThan(0);
  });
});

describeDocuments('The capture in seeds, beside its documents', () => {
  let reading: SeedsReading;

  beforeAll(async () => {
    reading = await readSeeds(SEEDS);
  });

  it('has every token on its line, and every line of a pack in one publication', async () => {
    const answer = await verifyArtefacts(reading.plan, DOCUMENTS);
    const { checked, unchecked, absent, mismatches } = answer;
    expect(absent).toEqual([]);
    expect(mismatches.map(mismatchText)).toEqual([]);
    expect(unchecked).toBe(0);
    const claimed = reading.plan.publications.flatMap(({ reports }) => reports);
    expect(checked).toBeGreaterThanOrEqual(claimed.length);
  });

  it('accounts for every number of every document', async () => {
    const answer = await coverage(reading.plan, DOCUMENTS);
    const left = unaccounted(answer).map(({ publication, line, text, context }) => {
      return `${publication} line ${line}: ${text} in "${context}"`;
    });
    expect(left).toEqual([]);
    expect(answer.mismatches.map(mismatchText)).toEqual([]);
    expect([...answer.problems, ...answer.warnings].map(problemText)).toEqual([]);
    expect(answer.documents).toHaveLength(5);
    expect(answer.totals.captured).toBeGreaterThan(1_000);
  });
});
