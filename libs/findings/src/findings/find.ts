import type { Verdict } from '../checks/check.js';
import { RULES } from '../rules/rules.js';
import { runRules } from '../checks/run-rules.js';
import type { PrintedFigure, Vocabulary } from '../figures/printed-figure.js';
import { type Found, findingsFrom } from './finding.js';

/** All findings of the present rules: consistent, impossible and undecidable. */
export function findAll(
  figures: readonly PrintedFigure[],
  vocabulary: Vocabulary,
): readonly Found[] {
  const { checks, index } = runRules(RULES, figures, vocabulary);
  return findingsFrom(index, checks);
}

/**
 * The contradictions within one publication, from its own figures: no other publication makes
 * them or removes them.
 */
export function findImpossible(
  figures: readonly PrintedFigure[],
  vocabulary: Vocabulary,
): readonly Found[] {
  const { checks, index } = runRules(RULES, figures, vocabulary);
  return findingsFrom(index, checks, IMPOSSIBLE);
}

const IMPOSSIBLE: ReadonlySet<Verdict> = new Set(['impossible']);
