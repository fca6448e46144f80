import { derivedId } from '@ledger/kernel';
import { RULES } from './rules.js';

/**
 * A number that is another one whenever a rule or its version is: what was reviewed by other rules
 * is reviewed again.
 */
export function rulesNumber(): number {
  const versions = RULES.map(({ name, version }) => `${name} ${version}`);
  return Number.parseInt(derivedId(versions.join('\n')).slice(0, 7), 16);
}
