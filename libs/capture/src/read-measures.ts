import {
  isCode,
  isWord,
  MalformedName,
  MEASURE_KINDS,
  POLARITIES,
  UnknownMeasure,
  UnknownPublisher,
  VALUE_TYPES,
  type DefinedMeasure,
  type DefinitionFacts,
  type MeasureFacts,
  type PublisherFacts,
} from '@ledger/figures-domain';
import { givenTwice, type Problems } from './capture-problem.js';
import { wordOf } from './cells.js';
import { readTable, type SeedFile } from './csv-table.js';
import {
  MEASURE_COLUMNS,
  readDefinition,
  readNotice,
  type MeasureRow,
} from './read-definition.js';
import type { CapturedNotice } from './seeds-plan.js';

/** The measures with all versions of their definitions, in file order. */
export interface Measures {
  readonly measures: ReadonlyMap<string, DefinedMeasure>;
  readonly definitions: readonly DefinitionFacts[];
  readonly notices: readonly CapturedNotice[];
}

/** What the registry of measures may refer to outside itself. */
export interface MeasureContext {
  readonly publishers: ReadonlyMap<string, PublisherFacts>;
  /** Measures that are registered in the ledger. */
  readonly registered: ReadonlyMap<string, DefinedMeasure>;
}

/** Reads the registry of measures; an absent file was already reported and holds none. */
export function readMeasures(
  file: SeedFile | undefined,
  { publishers, registered }: MeasureContext,
  problems: Problems,
): Measures {
  const rows = file === undefined ? [] : readTable(file, MEASURE_COLUMNS, problems);
  const firsts = firstRows(rows, problems);
  const measures = new Map<string, MeasureFacts>();
  for (const row of firsts.values()) {
    const facts = measureOf(row, publishers, problems);
    if (facts !== undefined) measures.set(facts.code, facts);
  }
  const isKnown = (code: string) => firsts.has(code) || registered.has(code);
  for (const row of firsts.values()) checkParts(row, isKnown, problems);
  const definitions = laterDefinitions(rows, firsts, problems);
  const versionsOf = (code: string) => definitions.filter((later) => later.code === code);
  return {
    measures: new Map(
      [...measures].map(([code, facts]) => [code, defined(facts, versionsOf(code))]),
    ),
    definitions: definitions.filter(({ code }) => measures.has(code)),
    notices: rows.flatMap((row) => readNotice(row, problems) ?? []),
  };
}

function firstRows(
  rows: readonly MeasureRow[],
  problems: Problems,
): ReadonlyMap<string, MeasureRow> {
  const firsts = new Map<string, MeasureRow>();
  for (const row of rows.filter(({ cells }) => cells.version === '1')) {
    const { code } = row.cells;
    if (firsts.has(code)) problems.add(row.place, 'duplicate-id', givenTwice(code));
    else firsts.set(code, row);
  }
  return firsts;
}

function laterDefinitions(
  rows: readonly MeasureRow[],
  firsts: ReadonlyMap<string, MeasureRow>,
  problems: Problems,
): readonly DefinitionFacts[] {
  const latest = new Map<string, number>();
  const definitions: DefinitionFacts[] = [];
  for (const row of rows.filter(({ cells }) => cells.version !== '1')) {
    const { code } = row.cells;
    const first = firsts.get(code);
    if (first === undefined) {
      problems.refused(row.place, new UnknownMeasure(code));
      continue;
    }
    const definition = readDefinition(row, first, (latest.get(code) ?? 1) + 1, problems);
    if (definition === undefined) continue;
    latest.set(code, definition.version);
    definitions.push(definition);
  }
  return definitions;
}

function measureOf(
  { place, cells }: MeasureRow,
  publishers: ReadonlyMap<string, PublisherFacts>,
  problems: Problems,
): MeasureFacts | undefined {
  const named = (column: 'value_type' | 'kind' | 'polarity') => ({
    column,
    cell: cells[column],
  });
  const valueType = wordOf(place, named('value_type'), VALUE_TYPES, problems);
  const kind = wordOf(place, named('kind'), MEASURE_KINDS, problems);
  const polarity = wordOf(place, named('polarity'), POLARITIES, problems);
  const { code, title, owner, definition } = cells;
  const units = cells.units.split('|');
  if (!isCode(code)) problems.refused(place, new MalformedName('measure', code));
  for (const unit of units.filter((text) => !isWord(text) && !/^[A-Z]{3}$/.test(text))) {
    problems.refused(place, new MalformedName('unit', unit));
  }
  if (!publishers.has(owner)) problems.refused(place, new UnknownPublisher(owner));
  if (valueType === undefined || kind === undefined || polarity === undefined) return undefined;
  const [sumOf, madeFrom] = [codesOf(cells.sum_of, '+'), codesOf(cells.made_from, '/')];
  return { code, title, units, valueType, kind, polarity, owner, sumOf, madeFrom, definition };
}

function codesOf(cell: string, separator: string): readonly string[] {
  return cell === '' ? [] : cell.split(separator).map((code) => code.trim());
}

function checkParts(
  { place, cells }: MeasureRow,
  isKnown: (code: string) => boolean,
  problems: Problems,
): void {
  for (const part of [...codesOf(cells.sum_of, '+'), ...codesOf(cells.made_from, '/')]) {
    if (!isKnown(part)) problems.refused(place, new UnknownMeasure(part));
  }
}

function defined(facts: MeasureFacts, later: readonly DefinitionFacts[]): DefinedMeasure {
  const first = { version: 1, definition: facts.definition };
  const versions = later.map(({ code: _code, ...version }) => version);
  return { ...facts, versions: [first, ...versions] };
}
