import type { Announcement } from '@ledger/figures-domain';
import { countAt, objectAt, textAt, wordAt } from './json-fields.js';
import { MalformedReport } from './malformed-report.js';

const FIELDS: ReadonlySet<string> = new Set(['kind', 'reason', 'definitionVersion']);
const KINDS = ['routine', 'correction', 'restatement', 'finalised', 'withdrawn'] as const;

/** The longest reason that is taken. */
export const REASON_CHARACTERS_MAX = 500;

/**
 * What the publication itself says about why its number is another one now.
 *
 * @throws {MalformedReport} without a reason too: an announced change always has one
 */
export function readAnnouncement(value: unknown): Announcement {
  const fields = objectAt(value, 'change', FIELDS);
  const kind = wordAt(fields['kind'], 'change.kind', KINDS);
  const reason = textAt(fields['reason'], 'change.reason', REASON_CHARACTERS_MAX);
  const version = fields['definitionVersion'];
  if (version === undefined) return { kind, reason };
  if (kind !== 'restatement') {
    throw new MalformedReport('change.definitionVersion', 'belongs to a restatement only');
  }
  return { kind, reason, definitionVersion: countAt(version, 'change.definitionVersion') };
}
