import type { Parameter } from '@ledger/contract';

/** The words that a parameter can be; empty where it is no choice among words. */
export function choicesOf({ schema }: Parameter<unknown>): readonly string[] {
  const words: unknown = 'enum' in schema ? schema.enum : [];
  return Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
}
