import { RULES } from '../rules/rules.js';
import { runRules } from '../checks/run-rules.js';
import type { PrintedFigure, Vocabulary } from '../figures/printed-figure.js';
import { type Found, findingsFrom } from './finding.js';

/**
 * All findings of the present rules: consistent, impossible and undecidable. Whether a
 * publication's own numbers are impossible depends on no other publication.
 */
export async function findAll(
  figures: readonly PrintedFigure[],
  vocabulary: Vocabulary,
): Promise<readonly Found[]> {
  const { checks, index } = await runRules(RULES, figures, vocabulary);
  return findingsFrom(index, checks);
}
