import type { Verdict } from '../checks/check.js';
import { RULES } from '../rules/rules.js';
import { runRules } from '../checks/run-rules.js';
import type { PrintedFigure, Vocabulary } from '../figures/printed-figure.js';
import { type Found, findingsFrom } from './finding.js';

/** Everything that today's rules find of figures: consistent, impossible and undecidable. */
export function findAll(
  figures: readonly PrintedFigure[],
  vocabulary: Vocabulary,
): readonly Found[] {
  const { checks, index } = runRules(RULES, figures, vocabulary);
  return findingsFrom(index, checks);
}

/**
 * What cannot be in one publication, given what it prints: nothing that another one prints makes
 * it so, or keeps it from being so.
 */
export function findImpossible(
  figures: readonly PrintedFigure[],
  vocabulary: Vocabulary,
): readonly Found[] {
  const { checks, index } = runRules(RULES, figures, vocabulary);
  return findingsFrom(index, checks, IMPOSSIBLE);
}

const IMPOSSIBLE: ReadonlySet<Verdict> = new Set(['impossible']);
