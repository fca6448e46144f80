import { REASON_CHARACTERS_MAX } from '@ledger/contract';
import { isWord, type Announcement, type Restatement } from '@ledger/figures-domain';
import { countAt, nameAt, objectAt, textAt, wordAt } from './json-fields.js';
import { MalformedReport } from './malformed-report.js';

const FIELDS: ReadonlySet<string> = new Set(['kind', 'reason', 'definitionVersion', 'notice']);
const NOTICE_FIELDS: ReadonlySet<string> = new Set(['publication', 'line']);
const KINDS = ['routine', 'correction', 'restatement', 'finalised', 'withdrawn'] as const;

/**
 * The publication's own reason for a changed number.
 *
 * @throws {MalformedReport} without a reason too: an announced change always has one
 */
export function readAnnouncement(value: unknown): Announcement {
  const fields = objectAt(value, 'change', FIELDS);
  const kind = wordAt(fields['kind'], 'change.kind', KINDS);
  const reason = textAt(fields['reason'], 'change.reason', REASON_CHARACTERS_MAX);
  const { definitionVersion: version, notice } = fields;
  if (kind === 'restatement') {
    return {
      ...{ kind, reason },
      ...(version === undefined
        ? {}
        : { definitionVersion: countAt(version, 'change.definitionVersion') }),
      ...(notice === undefined ? {} : { notice: readNotice(notice) }),
    };
  }
  for (const name of ['definitionVersion', 'notice']) {
    if (fields[name] === undefined) continue;
    throw new MalformedReport(`change.${name}`, 'belongs to a restatement only');
  }
  return { kind, reason };
}

function readNotice(value: unknown): NonNullable<Restatement['notice']> {
  const { publication, line } = objectAt(value, 'change.notice', NOTICE_FIELDS);
  return {
    publication: nameAt(publication, 'change.notice.publication', isWord),
    ...(line === undefined ? {} : { line: countAt(line, 'change.notice.line') }),
  };
}
