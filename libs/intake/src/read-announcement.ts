import { CHANGE_FIELDS, NOTICE_FIELDS, REASON_CHARACTERS_MAX } from '@ledger/contract';
import {
  CHANGE_KINDS,
  isWord,
  type Announcement,
  type Restatement,
} from '@ledger/figures-domain';
import { countAt, nameAt, objectAt, textAt, wordAt } from './json-fields.js';
import { MalformedReport } from './malformed-report.js';
import { withPresent, type OptionalFields } from './written-out.js';

const KNOWN = new Set(CHANGE_FIELDS);
const KNOWN_OF_NOTICE = new Set(NOTICE_FIELDS);
const OF_RESTATEMENTS = CHANGE_FIELDS.filter((name) => name !== 'kind' && name !== 'reason');

type Notice = NonNullable<Restatement['notice']>;

/**
 * The publication's own reason for a changed number.
 *
 * @throws {MalformedReport} without a reason too: an announced change always has one
 */
export function readAnnouncement(value: unknown): Announcement {
  const fields = objectAt(value, 'change', KNOWN);
  const kind = wordAt(fields.kind, 'change.kind', CHANGE_KINDS);
  const reason = textAt(fields.reason, 'change.reason', REASON_CHARACTERS_MAX);
  const { definitionVersion: version, notice } = fields;
  if (kind === 'restatement') {
    const restated: OptionalFields<Restatement> = {
      definitionVersion:
        version === undefined ? undefined : countAt(version, 'change.definitionVersion'),
      notice: notice === undefined ? undefined : readNotice(notice),
    };
    return withPresent<Restatement>({ kind, reason }, restated);
  }
  for (const name of OF_RESTATEMENTS) {
    if (fields[name] === undefined) continue;
    throw new MalformedReport(`change.${name}`, 'belongs to a restatement only');
  }
  return { kind, reason };
}

function readNotice(value: unknown): Notice {
  const { publication, line } = objectAt(value, 'change.notice', KNOWN_OF_NOTICE);
  return withPresent<Notice>(
    { publication: nameAt(publication, 'change.notice.publication', isWord) },
    { line: line === undefined ? undefined : countAt(line, 'change.notice.line') },
  );
}
