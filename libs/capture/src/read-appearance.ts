import {
  CHANGE_KINDS,
  refuseUnknownBasis,
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
  const { change_kind: cell, change_reason: reason } = cells;
  if (cell !== 'restatement') refuseStrayBasis(row, problems);
  if (cell === '' && reason === '') return undefined;
  if (cell === '' || reason === '') {
    const message = 'change_kind and change_reason stand together: fill both or neither.';
    problems.add(place, 'change-incomplete', message);
  }
  if (cell === '') return undefined;
  const column = { column: 'change_kind', cell, code: 'unknown-change-kind' } as const;
  const kind = wordOf(place, column, CHANGE_KINDS, problems);
  if (kind === 'restatement') return { kind, reason, ...readBasis(row, measure, problems) };
  return kind && { kind, reason };
}

function readBasis(
  { place, cells }: SheetRow,
  measure: DefinedMeasure | undefined,
  problems: Problems,
): Omit<Restatement, 'kind' | 'reason'> {
  const { definition_version: text, notice } = cells;
  const version =
    text === '' ? undefined : wholeNumber(place, 'definition_version', text, problems);
  const basis = {
    ...(version === undefined ? {} : { definitionVersion: version }),
    ...(notice === '' ? {} : { notice: { publication: notice } }),
  };
  if (text === '' || version !== undefined) {
    problems.attempt(place, () => refuseUnknownBasis(basis, measure));
  }
  return basis;
}

/** Only a restatement has a basis. */
function refuseStrayBasis({ place, cells }: SheetRow, problems: Problems): void {
  if (cells.definition_version === '' && cells.notice === '') return;
  const message =
    'definition_version and notice belong to a restatement: say so in change_kind.';
  problems.add(place, 'basis-without-restatement', message);
}
