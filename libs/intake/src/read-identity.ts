import { BREAKDOWN_NAMES_MAX } from '@ledger/contract';
import {
  comparedMeasure,
  comparesWithSomething,
  comparisonOf,
  isCode,
  isUnstated,
  isWord,
  LEVEL_FORM,
  parseLevel,
  parsePeriod,
  STATISTICS,
  unstatedPeriod,
  YEAR_KINDS,
  type FigureIdentity,
  type Period,
  type Statistic,
  type YearKind,
} from '@ledger/figures-domain';
import { fieldPath, mustBe, nameAt, objectAt, wordAt, type JsonObject } from './json-fields.js';
import { MalformedReport } from './malformed-report.js';
import type { WrittenOut } from './written-out.js';

/** The fields of a report that identify its figure; `yearKind` says how to read its periods. */
export type FigureField = keyof FigureIdentity | 'yearKind';

/**
 * The figure of a report, with its periods in canonical form.
 *
 * @param publication the report's own: only its figures can be without a stated period here
 * @throws {MalformedReport}
 * @throws {MalformedPeriod}
 */
export function readIdentity(
  fields: JsonObject<FigureField>,
  publication: string,
): FigureIdentity {
  const { statistic: written = 'value' } = fields;
  const measure = nameAt(fields.measure, 'measure', isCode);
  const area = nameAt(fields.area, 'area', isCode);
  const source = { publication, yearKind: readYearKind(fields.yearKind) };
  const period = readPeriod(fields.period, 'period', source);
  const statistic = wordAt(written, 'statistic', STATISTICS);
  const breakdown = readBreakdown(fields.breakdown);
  const comparedWith = readComparedWith(fields.comparedWith, statistic, source);
  if (comparedWith === undefined) return { area, breakdown, measure, period, statistic };
  const figure = { area, breakdown, comparedWith, measure, period, statistic };
  return figure satisfies WrittenOut<FigureIdentity>;
}

/** What a report says of the periods in it. */
interface PeriodSource {
  readonly publication: string;
  readonly yearKind: YearKind | undefined;
}

function readYearKind(value: unknown): YearKind | undefined {
  return value === undefined ? undefined : wordAt(value, 'yearKind', YEAR_KINDS);
}

function readPeriod(
  value: unknown,
  path: string,
  { publication, yearKind }: PeriodSource,
): Period {
  if (typeof value !== 'string') throw new MalformedReport(path, mustBe(value, 'a text'));
  const period = parsePeriod(value, yearKind);
  if (isUnstated(period) && period !== unstatedPeriod(publication)) {
    throw new MalformedReport(path, `must be unstated@${publication}, or stated`);
  }
  return period;
}

function readComparedWith(
  value: unknown,
  statistic: Statistic,
  source: PeriodSource,
): string | undefined {
  if (!comparesWithSomething(statistic)) {
    if (value === undefined) return undefined;
    throw new MalformedReport('comparedWith', `must be left out: a ${statistic} has none`);
  }
  const wanted = comparisonOf(statistic);
  if (wanted === 'level') return readLevel(value);
  const isMeasure = typeof value === 'string' && comparedMeasure(value) !== undefined;
  if (isMeasure && wanted !== 'period') return value;
  if (wanted === 'measure') {
    throw new MalformedReport('comparedWith', mustBe(value, 'the measure that the rate is to'));
  }
  return readPeriod(value, 'comparedWith', source);
}

function readLevel(value: unknown): string {
  const level = typeof value === 'string' ? parseLevel(value) : null;
  if (level === null) throw new MalformedReport('comparedWith', mustBe(value, LEVEL_FORM));
  return level;
}

const NO_BREAKDOWN: FigureIdentity['breakdown'] = Object.freeze({});

function readBreakdown(value: unknown): FigureIdentity['breakdown'] {
  if (value === undefined) return NO_BREAKDOWN;
  const fields = objectAt(value, 'breakdown');
  const names = Object.keys(fields);
  if (names.length === 0) return NO_BREAKDOWN;
  if (names.length > BREAKDOWN_NAMES_MAX) {
    throw new MalformedReport('breakdown', `must have ${BREAKDOWN_NAMES_MAX} names at most`);
  }
  const breakdown: Record<string, string> = {};
  for (const name of names) {
    const path = fieldPath('breakdown', name);
    nameAt(name, path, isWord);
    breakdown[name] = nameAt(fields[name], path, isCode);
  }
  return breakdown;
}
