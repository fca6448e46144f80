import {
  DefinitionOutOfOrder,
  parsePeriod,
  type DefinitionFacts,
} from '@ledger/figures-domain';
import type { Problems, SeedLocation } from './capture-problem.js';
import { wholeNumber, wordOf } from './cells.js';
import type { TableRow } from './csv-table.js';
import type { CapturedNotice } from './seeds-plan.js';

/** The columns of the registry of measures, in header order. */
export const MEASURE_COLUMNS = [
  'code',
  'title',
  'units',
  'value_type',
  'kind',
  'polarity',
  'owner',
  'sum_of',
  'made_from',
  'version',
  'valid_from',
  'definition',
  'breaks',
  'publication',
  'line',
] as const;

/** A row of the registry of measures: a measure, or a later version of its definition. */
export type MeasureRow = TableRow<(typeof MEASURE_COLUMNS)[number]>;

/** The cells that a later version repeats from its measure, or leaves empty. */
const REPEATED = MEASURE_COLUMNS.slice(1, MEASURE_COLUMNS.indexOf('version'));

/**
 * A later version of a measure's definition; undefined, with every problem added, if it is not
 * sound.
 *
 * @param first the row that defines the measure
 * @param next the expected version number
 */
export function readDefinition(
  { place, cells }: MeasureRow,
  first: MeasureRow,
  next: number,
  problems: Problems,
): DefinitionFacts | undefined {
  for (const column of REPEATED) {
    if (cells[column] === '' || cells[column] === first.cells[column]) continue;
    const message = `${column} is the measure's, not a version's: repeat it or leave it empty.`;
    problems.add(place, 'redefinition-differs', message);
  }
  const version = wholeNumber(place, 'version', cells.version, problems);
  const named = { column: 'breaks', cell: cells.breaks };
  const breaks = wordOf(place, named, ['yes', 'no'] as const, problems);
  const validFrom = firstDay(place, cells.valid_from, problems);
  if (version === undefined || breaks === undefined || validFrom === undefined)
    return undefined;
  const { code, definition, publication, line } = cells;
  if (version !== next) {
    problems.refused(place, new DefinitionOutOfOrder(code, version, next));
  }
  const notice = { publication, ...(line === '' ? {} : { line: Number(line) }) };
  return {
    code,
    version,
    validFrom,
    definition,
    breaks: breaks === 'yes',
    ...(publication === '' ? {} : { notice }),
  };
}

/** Where a document gives notice of a row's definition, if the row says so. */
export function readNotice(
  { place, cells }: MeasureRow,
  problems: Problems,
): CapturedNotice | undefined {
  const line = cells.line === '' ? undefined : wholeNumber(place, 'line', cells.line, problems);
  if (cells.publication === '') {
    if (line !== undefined) {
      problems.add(place, 'malformed-cell', 'A line needs the publication it is in.');
    }
    return undefined;
  }
  return { place, publication: cells.publication, ...(line === undefined ? {} : { line }) };
}

/** The first day, month or year of validity of a definition. */
function firstDay(place: SeedLocation, cell: string, problems: Problems): string | undefined {
  if (/^\d{4}(?:-\d\d){0,2}$/.test(cell)) {
    return problems.attempt(place, () => parsePeriod(cell));
  }
  const message = `valid_from is "${cell}": give a day, a month or a year.`;
  problems.add(place, 'malformed-cell', message);
  return undefined;
}
