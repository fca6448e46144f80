import {
  figureKey,
  foldLocator,
  locatorText,
  type CompleteReport,
} from '@ledger/figures-domain';
import { placeText, type Problems } from './capture-problem.js';
import { readTable, type SeedFile } from './csv-table.js';
import {
  readAnnouncement,
  readLocator,
  readRole,
  type SheetLocator,
} from './read-appearance.js';
import { readIdentity } from './read-identity.js';
import { readPrint } from './read-print.js';
import type { CapturedAppearance, CapturedReport } from './seeds-plan.js';
import {
  SHEET_COLUMNS,
  SHEET_COLUMNS_OPTIONAL,
  type SheetContext,
  type SheetRow,
} from './sheet-row.js';

/** The contents of a figure sheet. */
export interface Sheet {
  readonly reports: readonly CapturedReport[];
  readonly appearances: readonly CapturedAppearance[];
}

/** The sound rows of a figure sheet as commands; every problem of every row is reported. */
export function readSheet(file: SeedFile, context: SheetContext, problems: Problems): Sheet {
  const reports: CapturedReport[] = [];
  const appearances: CapturedAppearance[] = [];
  for (const row of readTable(file, SHEET_COLUMNS, problems, SHEET_COLUMNS_OPTIONAL)) {
    const { place, cells } = row;
    const before = problems.found.length;
    const locator = readLocator(row, context.lines, problems);
    const report = reportOf(row, locator, context, problems);
    if (report !== undefined && problems.found.length === before)
      reports.push({ place, report });
    if (locator === undefined || cells.printed === '') continue;
    const { line, occurrence } = locator;
    const which = cells.occurrence === '' ? {} : { occurrence };
    appearances.push({ place, printed: cells.printed, line, ...which });
  }
  return { reports, appearances };
}

/** Reads the whole row before it gives up, so that no problem hides another. */
function reportOf(
  row: SheetRow,
  locator: SheetLocator | undefined,
  context: SheetContext,
  problems: Problems,
): CompleteReport | undefined {
  const { place, cells } = row;
  const figure = readIdentity(row, context, problems);
  const measure = context.registries.measures.get(cells.measure);
  const breakdown = figure?.breakdown ?? {};
  const { decimalMark } = context;
  const print = readPrint(row, { measure, breakdown, decimalMark }, problems);
  const role = readRole(row, problems);
  const change = readAnnouncement(row, measure, problems);
  if (figure === undefined || print === undefined) return undefined;
  if (role === undefined || locator === undefined) return undefined;
  const key = problems.attempt(place, () => figureKey(figure));
  if (key === undefined) return undefined;
  return {
    key,
    figure,
    publication: context.publication,
    role,
    locator,
    ...print,
    ...(change === undefined ? {} : { change }),
    ...(cells.note === '' ? {} : { note: cells.note }),
  };
}

/**
 * The reports without those that repeat the figure and locator of an earlier one: the ledger
 * accepts one printed text for each locator.
 */
export function withoutDuplicates(
  reports: readonly CapturedReport[],
  problems: Problems,
): readonly CapturedReport[] {
  const taken = new Map<string, CapturedReport>();
  for (const captured of reports) {
    const { key, locator } = captured.report;
    const at = `${key}\n${locatorText(foldLocator(locator))}`;
    const first = taken.get(at);
    if (first === undefined) taken.set(at, captured);
    else problems.add(captured.place, 'duplicate-appearance', duplicate(captured, first));
  }
  return [...taken.values()];
}

function duplicate({ report }: CapturedReport, first: CapturedReport): string {
  return (
    `${report.key} stands at this place already (${placeText(first.place)}): ` +
    'if the page prints it twice, say so with row, column or occurrence.'
  );
}
