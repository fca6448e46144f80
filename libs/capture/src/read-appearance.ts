import {
  CHANGE_KINDS,
  refuseUnknownVersion,
  ROLES,
  type Announcement,
  type DefinedMeasure,
  type Locator,
  type Restatement,
  type Role,
} from '@ledger/figures-domain';
import type { Problems } from './capture-problem.js';
import { wholeNumber, wordOf } from './cells.js';
import type { SheetContext, SheetRow } from './sheet-row.js';

const PARAGRAPH = /^para (\S+)$/;

/** Whether a row is the publication's own figure or one it quotes. */
export function readRole({ place, cells }: SheetRow, problems: Problems): Role | undefined {
  const role = { column: 'role', cell: cells.role, code: 'unknown-role' } as const;
  return wordOf(place, role, ROLES, problems);
}

/** The locator of a row's token, which always has a line. */
export type SheetLocator = Locator & { readonly line: number; readonly occurrence: number };

/**
 * The locator of a row's token on the page.
 *
 * An empty `occurrence` and `1` are the same locator, so both become 1. A row caption `para 12`
 * is a paragraph's number.
 */
export function readLocator(
  { place, cells }: SheetRow,
  lines: SheetContext['lines'],
  problems: Problems,
): SheetLocator | undefined {
  const { section, table, column } = cells;
  const line = wholeNumber(place, 'line', cells.line, problems);
  const occurrence = wholeNumber(place, 'occurrence', cells.occurrence || '1', problems);
  if (line === undefined || occurrence === undefined) return undefined;
  checkLine(place, line, lines, problems);
  const paragraph = PARAGRAPH.exec(cells.row)?.[1];
  return {
    ...(section === '' ? {} : { section }),
    ...(paragraph === undefined ? {} : { paragraph }),
    ...(table === '' ? {} : { table }),
    ...(cells.row === '' || paragraph !== undefined ? {} : { row: cells.row }),
    ...(column === '' ? {} : { column }),
    line,
    occurrence,
  };
}

/** Reports a line outside the publication's part of the artefact. */
export function checkLine(
  place: SheetRow['place'],
  line: number,
  lines: SheetContext['lines'],
  problems: Problems,
): void {
  if (lines === undefined || (line >= lines[0] && line <= lines[1])) return;
  const message = `Line ${line} is outside the publication's part, lines ${lines.join(' to ')}.`;
  problems.add(place, 'lines-outside-part', message);
}

/** What the publication itself says about why a number changed, if anything. */
export function readAnnouncement(
  row: SheetRow,
  measure: DefinedMeasure | undefined,
  problems: Problems,
): Announcement | undefined {
  const { place, cells } = row;
  checkBasis(row, problems);
  const { change_kind: cell, change_reason: reason } = cells;
  if (cell === '' && reason === '') return undefined;
  if (cell === '' || reason === '') {
    const message = 'change_kind and change_reason stand together: fill both or neither.';
    problems.add(place, 'change-incomplete', message);
  }
  if (cell === '') return undefined;
  const column = { column: 'change_kind', cell, code: 'unknown-change-kind' } as const;
  const kind = wordOf(place, column, CHANGE_KINDS, problems);
  return kind === 'restatement'
    ? { kind, reason, ...readBasis(row, measure, problems) }
    : kind && { kind, reason };
}

/** The basis of a restated number: a definition version, or the publication that gives notice. */
function readBasis(
  { place, cells }: SheetRow,
  measure: DefinedMeasure | undefined,
  problems: Problems,
): Omit<Restatement, 'kind' | 'reason'> {
  const { definition_version: text, notice } = cells;
  const version =
    text === '' ? undefined : wholeNumber(place, 'definition_version', text, problems);
  if (version !== undefined && measure !== undefined) {
    problems.attempt(place, () => refuseUnknownVersion(measure, version));
  }
  return {
    ...(version === undefined ? {} : { definitionVersion: version }),
    ...(notice === '' ? {} : { notice: { publication: notice } }),
  };
}

/** A restatement must name its basis, and no other change may. */
function checkBasis({ place, cells }: SheetRow, problems: Problems): void {
  const isNamed = cells.definition_version !== '' || cells.notice !== '';
  if (isNamed === (cells.change_kind === 'restatement')) return;
  const message = isNamed
    ? 'definition_version and notice belong to a restatement: say so in change_kind.'
    : 'A restatement names what the number is on now: fill definition_version or notice.';
  problems.add(place, 'basis-incomplete', message);
}
