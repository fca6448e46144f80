import { canonicalJson, messageOf } from '@ledger/kernel';

/**
 * What is wrong with a pack: `layout` its files, `signature` its checkpoint, `entry` an event or
 * its proof, `stream` the events of a stream, `missing` a stream that is not in it, `reading` how
 * a print is read, `finding` what was found about it, `answer` what it all leads to.
 */
export type PackFaultKind =
  'layout' | 'signature' | 'entry' | 'stream' | 'missing' | 'reading' | 'finding' | 'answer';

/** One fault that a check of an evidence pack found. */
export interface PackFault {
  readonly kind: PackFaultKind;
  /** What is wrong where, as a sentence without its full stop. */
  readonly what: string;
}

/** What an error says is wrong, as a sentence without its full stop. */
export function faultOf(error: Error): string {
  return 'fault' in error && typeof error.fault === 'string' ? error.fault : messageOf(error);
}

/** The members of the answer that differ. */
export function differingMembers(expected: object, found: unknown): readonly string[] {
  const textsOf = (value: unknown) =>
    new Map(Object.entries(value ?? {}).map(([name, item]) => [name, canonicalJson([item])]));
  const [one, other] = [textsOf(JSON.parse(JSON.stringify(expected))), textsOf(found)];
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (name) => one.get(name) !== other.get(name),
  );
}
