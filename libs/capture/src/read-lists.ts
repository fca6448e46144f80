import { isCode, MalformedName } from '@ledger/figures-domain';
import type { Problems } from './capture-problem.js';
import { dayOrNothing, wholeNumber } from './cells.js';
import { readTable, type SeedFile } from './csv-table.js';
import { checkLine } from './read-appearance.js';
import type { CapturedExclusion, CapturedFollowUp } from './seeds-plan.js';
import type { SheetContext } from './sheet-row.js';

const FOLLOW_UP_COLUMNS = [
  'id',
  'line',
  'title',
  'owner',
  'due',
  'status',
  'raised_on',
  'closed_on',
  'note',
] as const;

/** The columns of `excluded.csv`, in order. */
export const EXCLUSION_COLUMNS = ['line', 'token', 'occurrence', 'reason'] as const;

/** Reads `follow-ups.csv`. A status other than `open` is the outcome of the follow-up. */
export function readFollowUps(
  file: SeedFile,
  { publication, lines }: Pick<SheetContext, 'publication' | 'lines'>,
  problems: Problems,
): readonly CapturedFollowUp[] {
  const followUps: CapturedFollowUp[] = [];
  for (const { place, cells } of readTable(file, FOLLOW_UP_COLUMNS, problems)) {
    const before = problems.found.length;
    const { id, title, owner, status, note } = cells;
    if (!isCode(id)) problems.refused(place, new MalformedName('follow-up', id));
    for (const column of ['title', 'owner', 'status'] as const) {
      if (cells[column] === '') problems.add(place, 'malformed-cell', `${column} is empty.`);
    }
    const line = wholeNumber(place, 'line', cells.line, problems);
    if (line !== undefined) checkLine(place, line, lines, problems);
    const due = dayOrNothing(place, 'due', cells.due, problems);
    const raisedOn = dayOrNothing(place, 'raised_on', cells.raised_on, problems);
    const closedOn = dayOrNothing(place, 'closed_on', cells.closed_on, problems);
    if (status === 'open' && closedOn !== undefined) {
      problems.add(place, 'malformed-cell', 'An open follow-up has no closed_on.');
    }
    if (line === undefined || problems.found.length > before) continue;
    const facts = {
      id,
      title,
      owner,
      subject: { publication, line },
      ...(raisedOn === undefined ? {} : { raisedOn }),
      ...(due === undefined ? {} : { due }),
      ...(note === '' ? {} : { note }),
    };
    const closing = { outcome: status, ...(closedOn === undefined ? {} : { closedOn }) };
    followUps.push({ place, facts, ...(status === 'open' ? {} : { closing }) });
  }
  return followUps;
}

/** Reads `excluded.csv`: the numbers of a publication that are not figures. */
export function readExclusions(
  file: SeedFile,
  lines: SheetContext['lines'],
  problems: Problems,
): readonly CapturedExclusion[] {
  const exclusions: CapturedExclusion[] = [];
  for (const { place, cells } of readTable(file, EXCLUSION_COLUMNS, problems)) {
    const before = problems.found.length;
    const { token, reason } = cells;
    for (const column of ['token', 'reason'] as const) {
      if (cells[column] === '') problems.add(place, 'malformed-cell', `${column} is empty.`);
    }
    const line = wholeNumber(place, 'line', cells.line, problems);
    if (line !== undefined) checkLine(place, line, lines, problems);
    const occurrence =
      cells.occurrence === ''
        ? undefined
        : wholeNumber(place, 'occurrence', cells.occurrence, problems);
    if (line === undefined || problems.found.length > before) continue;
    const which = occurrence === undefined ? {} : { occurrence };
    exclusions.push({ place, line, token, ...which, reason });
  }
  return exclusions;
}
