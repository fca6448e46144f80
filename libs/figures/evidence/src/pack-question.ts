import type { Clocks } from '@ledger/figures-read-models';
import { NoEvidencePack } from './evidence-errors.js';
import { QUESTION_FILE } from './pack-files.js';

/** The question that a pack answers, with both clocks as they were settled. */
export interface PackQuestion extends Clocks {
  readonly key: string;
}

/**
 * Reads the question of a pack.
 *
 * @throws {NoEvidencePack} it is something else
 */
export function questionIn(text: string): PackQuestion {
  let question: Partial<Record<keyof PackQuestion, unknown>>;
  try {
    question = JSON.parse(text) as typeof question;
  } catch {
    throw new NoEvidencePack(`${QUESTION_FILE} is not JSON`);
  }
  const { key, publishedBy, recordedBy } = question;
  const texts = [key, publishedBy, recordedBy];
  if (texts.every((one) => typeof one === 'string')) return question as PackQuestion;
  throw new NoEvidencePack(`${QUESTION_FILE} has no key and clocks`);
}
