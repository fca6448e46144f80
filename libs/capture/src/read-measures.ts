import {
  AlreadyRegistered,
  DefinitionOutOfOrder,
  isCode,
  isWord,
  MalformedName,
  MEASURE_KINDS,
  parsePeriod,
  POLARITIES,
  UnknownMeasure,
  UnknownPublisher,
  VALUE_TYPES,
  type DefinedMeasure,
  type DefinitionFacts,
  type MeasureFacts,
  type PublisherFacts,
} from '@ledger/figures-domain';
import type { Problems, SeedPlace } from './capture-problem.js';
import { oneOf, wholeNumber } from './cells.js';
import { readTable, type SeedFile, type TableRow } from './csv-table.js';

const COLUMNS = [
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

/** What a later version repeats of its measure, or leaves empty. */
const REPEATED = COLUMNS.slice(1, COLUMNS.indexOf('version'));

type MeasureRow = TableRow<(typeof COLUMNS)[number]>;

/** The measures with all versions of their definitions, in order of the file. */
export interface Measures {
  readonly measures: ReadonlyMap<string, DefinedMeasure>;
  readonly definitions: readonly DefinitionFacts[];
}

/** Reads the registry of measures; an absent file has been told of already and holds none. */
export function readMeasures(
  file: SeedFile | undefined,
  publishers: ReadonlyMap<string, PublisherFacts>,
  problems: Problems,
): Measures {
  const rows = file === undefined ? [] : readTable(file, COLUMNS, problems);
  const firsts = new Map<string, MeasureRow>();
  const versions = new Map<string, DefinitionFacts[]>();
  const measures = new Map<string, MeasureFacts>();
  for (const row of rows) {
    const { code, version } = row.cells;
    if (version === '1') {
      defineOnce(row, firsts, measures, problems);
      continue;
    }
    const definition = definitionOf(row, firsts.get(code), versions.get(code) ?? [], problems);
    if (definition === undefined) continue;
    versions.set(code, [...(versions.get(code) ?? []), definition]);
  }
  for (const row of firsts.values()) checkReferences(row, measures, publishers, problems);
  return {
    measures: new Map(
      [...measures].map(([code, facts]) => [code, defined(facts, versions.get(code) ?? [])]),
    ),
    definitions: [...measures.keys()].flatMap((code) => versions.get(code) ?? []),
  };
}

function defineOnce(
  row: MeasureRow,
  firsts: Map<string, MeasureRow>,
  measures: Map<string, MeasureFacts>,
  problems: Problems,
): void {
  const { place, cells } = row;
  if (firsts.has(cells.code)) {
    problems.refused(place, new AlreadyRegistered('measure', cells.code));
    return;
  }
  firsts.set(cells.code, row);
  const valueType = oneOf(place, 'value_type', cells.value_type, VALUE_TYPES, problems);
  const kind = oneOf(place, 'kind', cells.kind, MEASURE_KINDS, problems);
  const polarity = oneOf(place, 'polarity', cells.polarity, POLARITIES, problems);
  const units = cells.units.split('|');
  if (!isCode(cells.code)) problems.refused(place, new MalformedName('measure', cells.code));
  for (const unit of units.filter((text) => !isWord(text) && !/^[A-Z]{3}$/.test(text))) {
    problems.refused(place, new MalformedName('unit', unit));
  }
  if (valueType === undefined || kind === undefined || polarity === undefined) return;
  const { code, title, owner, definition } = cells;
  measures.set(code, {
    code,
    title,
    units,
    valueType,
    kind,
    polarity,
    owner,
    sumOf: codesOf(cells.sum_of, '+'),
    madeFrom: codesOf(cells.made_from, '/'),
    definition,
  });
}

function codesOf(cell: string, separator: string): readonly string[] {
  return cell === '' ? [] : cell.split(separator).map((code) => code.trim());
}

function checkReferences(
  { place, cells }: MeasureRow,
  measures: ReadonlyMap<string, MeasureFacts>,
  publishers: ReadonlyMap<string, PublisherFacts>,
  problems: Problems,
): void {
  if (!publishers.has(cells.owner)) problems.refused(place, new UnknownPublisher(cells.owner));
  for (const part of [...codesOf(cells.sum_of, '+'), ...codesOf(cells.made_from, '/')]) {
    if (!measures.has(part)) problems.refused(place, new UnknownMeasure(part));
  }
}

function definitionOf(
  { place, cells }: MeasureRow,
  first: MeasureRow | undefined,
  earlier: readonly DefinitionFacts[],
  problems: Problems,
): DefinitionFacts | undefined {
  if (first === undefined) {
    problems.refused(place, new UnknownMeasure(cells.code));
    return undefined;
  }
  for (const column of REPEATED) {
    if (cells[column] === '' || cells[column] === first.cells[column]) continue;
    const message = `${column} belongs to the measure, not to a version: repeat it or leave it empty.`;
    problems.add(place, 'redefinition-differs', message);
  }
  const version = wholeNumber(place, 'version', cells.version, problems);
  const breaks = oneOf(place, 'breaks', cells.breaks, ['yes', 'no'] as const, problems);
  const validFrom = firstDay(place, cells.valid_from, problems);
  const line = cells.line && wholeNumber(place, 'line', cells.line, problems);
  if (version === undefined || breaks === undefined || validFrom === undefined)
    return undefined;
  if (version !== earlier.length + 2) {
    const { code } = cells;
    problems.refused(place, new DefinitionOutOfOrder(code, version, earlier.length + 2));
  }
  const { code, definition, publication } = cells;
  const notice = publication && { publication, ...(line ? { line } : {}) };
  return {
    code,
    version,
    validFrom,
    definition,
    breaks: breaks === 'yes',
    ...(notice ? { notice } : {}),
  };
}

/** The first day, month or year on a definition. */
function firstDay(place: SeedPlace, cell: string, problems: Problems): string | undefined {
  if (/^\d{4}(?:-\d\d){0,2}$/.test(cell)) {
    return problems.attempt(place, () => parsePeriod(cell));
  }
  const message = `valid_from is "${cell}": give a day, a month or a year.`;
  problems.add(place, 'malformed-cell', message);
  return undefined;
}

function defined(facts: MeasureFacts, later: readonly DefinitionFacts[]): DefinedMeasure {
  const first = { version: 1, definition: facts.definition };
  const versions = later.map(({ code: _code, ...version }) => version);
  return { ...facts, versions: [first, ...versions] };
}
