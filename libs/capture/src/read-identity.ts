import {
  comparesWithSomething,
  comparisonOf,
  CODE_FORM,
  isCode,
  isUnstated,
  isWord,
  LEVEL_FORM,
  parseLevel,
  parsePeriod,
  refuseUnknownMembers,
  STATISTICS,
  UnknownArea,
  UnknownMeasure,
  unstatedPeriod,
  type Comparison,
  type FigureIdentity,
  type Period,
  type Statistic,
} from '@ledger/figures-domain';
import type { Problems } from './capture-problem.js';
import { statisticOf, type SheetContext, type SheetRow } from './sheet-row.js';

/** The figure that a row is about; undefined, with every problem added, if it is malformed. */
export function readIdentity(
  row: SheetRow,
  context: SheetContext,
  problems: Problems,
): FigureIdentity | undefined {
  const { place, cells } = row;
  const { measures, areas } = context.registries;
  if (!measures.has(cells.measure)) problems.refused(place, new UnknownMeasure(cells.measure));
  if (!areas.has(cells.area)) problems.refused(place, new UnknownArea(cells.area));
  const period = readPeriod(row, cells.period, context, problems);
  const statistic = statisticOf(row);
  if (statistic === undefined) {
    const message = `statistic is "${cells.statistic}": it takes ${STATISTICS.join(', ')}.`;
    problems.add(place, 'unknown-statistic', message);
  }
  const comparedWith = statistic && readComparedWith(row, statistic, context, problems);
  const breakdown = readBreakdown(row, context, problems);
  if (period === undefined || statistic === undefined) return undefined;
  return {
    measure: cells.measure,
    area: cells.area,
    period,
    statistic,
    ...(comparedWith === undefined ? {} : { comparedWith }),
    breakdown,
  };
}

function readPeriod(
  { place }: SheetRow,
  cell: string,
  { publication }: SheetContext,
  problems: Problems,
): Period | undefined {
  const period = problems.attempt(place, () => parsePeriod(cell));
  if (period !== undefined && isUnstated(period) && period !== unstatedPeriod(publication)) {
    const message = `"${period}" belongs to another publication: write unstated@${publication}.`;
    problems.add(place, 'unstated-elsewhere', message);
  }
  return period;
}

function readComparedWith(
  row: SheetRow,
  statistic: Statistic,
  context: SheetContext,
  problems: Problems,
): string | undefined {
  const { place, cells } = row;
  const cell = cells.compared_with;
  if (!comparesWithSomething(statistic)) {
    if (cell !== '') {
      const message = `A ${statistic} compares with nothing: leave compared_with empty.`;
      problems.add(place, 'compared-with-superfluous', message);
    }
    return undefined;
  }
  if (cell === '') {
    const message = `A ${statistic} needs compared_with: ${NEEDED[comparisonOf(statistic)]}.`;
    problems.add(place, 'compared-with-missing', message);
    return undefined;
  }
  const wanted = comparisonOf(statistic);
  if (wanted === 'level') return readLevel(row, problems);
  if (wanted === 'period' || !isMeasureCode(cell)) {
    if (wanted !== 'measure') return readPeriod(row, cell, context, problems);
    const message = `A ${statistic} is to a measure: "${cell}" in compared_with is no code of one.`;
    problems.add(place, 'compared-with-missing', message);
    return undefined;
  }
  if (!context.registries.measures.has(cell)) problems.refused(place, new UnknownMeasure(cell));
  return cell;
}

const NEEDED: Readonly<Record<Comparison, string>> = {
  nothing: 'nothing',
  'period-or-measure': 'a period, or the measure it is part of',
  period: 'the period in which it is 100',
  measure: 'the measure it is to',
  level: LEVEL_FORM,
};

function readLevel({ place, cells }: SheetRow, problems: Problems): string | undefined {
  const level = parseLevel(cells.compared_with);
  if (level !== null) return level;
  const message = `compared_with is "${cells.compared_with}": give ${LEVEL_FORM}.`;
  problems.add(place, 'compared-with-missing', message);
  return undefined;
}

/** Periods begin with a digit or with `unstated@`; codes of measures never do. */
function isMeasureCode(text: string): boolean {
  return isCode(text) && !/^\d/.test(text);
}

function readBreakdown(
  { place, cells }: SheetRow,
  { registries, dimensionsNamed }: SheetContext,
  problems: Problems,
): Record<string, string> {
  const breakdown: Record<string, string> = {};
  let last = '';
  for (const part of cells.breakdown === '' ? [] : cells.breakdown.split(';')) {
    const at = part.indexOf('=');
    const [name, value] = [part.slice(0, Math.max(at, 0)), part.slice(at + 1)];
    if (!isWord(name) || !isCode(value) || name <= last) {
      const message =
        `"${part}" is no breakdown here: write name=member;name=member in the order of names, ` +
        `each of ${CODE_FORM}.`;
      problems.add(place, 'malformed-breakdown', message);
      continue;
    }
    dimensionsNamed.add(name);
    const known = (dimension: string) => registries.dimensions.get(dimension);
    problems.attempt(place, () => refuseUnknownMembers({ [name]: value }, known));
    breakdown[name] = value;
    last = name;
  }
  return breakdown;
}
