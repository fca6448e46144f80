import { figureKey, parsePeriod, parsePublishedDate } from '@ledger/figures-domain';
import { type PrintedFigure, type Vocabulary } from '@ledger/findings';
import { parseDecimal } from '@ledger/kernel';

const AREAS = ['bench.east', 'bench.north', 'bench.west'];
const WHOLE = 'bench';
const TYPES = 16;

/** The figures of a generated paper. */
export const FIGURES_OF_A_PAPER = TYPES * (AREAS.length + 1) * 4 * 4;

/** What the figures of generated papers refer to. */
export function madeVocabulary(): Vocabulary {
  const measures = Array.from({ length: TYPES }, (_, type) => ({
    code: `recorded-crime.type-${type}`,
    title: `Offences of type ${type}`,
    units: ['offences'] as const,
    valueType: 'count' as const,
    kind: 'flow' as const,
    polarity: 'down-is-good' as const,
    owner: 'bench-police',
    sumOf: [],
    madeFrom: [],
    definition: '',
  }));
  const areas = AREAS.map((id) => ({ id, title: id, kind: 'division', parent: WHOLE }));
  return {
    measures: new Map(measures.map((measure) => [measure.code, measure])),
    areas: new Map(
      [{ id: WHOLE, title: WHOLE, kind: 'force-area' }, ...areas].map((area) => [
        area.id,
        area,
      ]),
    ),
    dimensions: new Map(),
    publications: new Map(),
  };
}

/**
 * The figures of the paper with that number: of each type of offence a table of areas by the
 * months of a quarter, with totals of both, the year before, and changes in numbers and per
 * cent. All of them agree.
 */
export function madePaper(number: number): readonly PrintedFigure[] {
  const year = 1900 + Math.floor(number / 4);
  const first = (number % 4) * 3 + 1;
  return Array.from({ length: TYPES }, (_, type) =>
    tableOf({ number, type, year, first }),
  ).flat();
}

interface TableFacts {
  readonly number: number;
  readonly type: number;
  readonly year: number;
  readonly first: number;
}

function tableOf(facts: TableFacts): PrintedFigure[] {
  const figures: PrintedFigure[] = [];
  for (const area of [...AREAS, WHOLE]) {
    for (const month of [0, 1, 2, null]) {
      const [now, before] = [0, 1].map((back) => levelOf(facts, { area, month, back }));
      if (now === undefined || before === undefined) continue;
      const [period, earlier] = [0, 1].map((back) => periodOf(facts, month, back));
      const cell = (more: Partial<Cell>) =>
        figureOf(facts, { area, period: period ?? '', value: '', column: '', ...more });
      const change = { comparedWith: earlier ?? '' };
      const percent = ((100 * (now - before)) / before).toFixed(1);
      figures.push(
        cell({ value: String(now), column: `${period}` }),
        cell({ value: String(before), column: `${earlier}`, period: earlier ?? '' }),
        cell({ ...change, statistic: 'change', value: String(now - before), column: 'change' }),
        cell({ ...change, statistic: 'percent-change', value: percent, column: '%' }),
      );
    }
  }
  return figures;
}

interface Cell {
  readonly area: string;
  readonly period: string;
  readonly value: string;
  readonly column: string;
  readonly statistic: 'value' | 'change' | 'percent-change';
  readonly comparedWith: string;
}

interface At {
  readonly area: string;
  /** Null for the quarter. */
  readonly month: number | null;
  readonly back: number;
}

function levelOf(facts: TableFacts, { area, month, back }: At): number {
  const areas = area === WHOLE ? AREAS : [area];
  const months = month === null ? [0, 1, 2] : [month];
  return areas
    .flatMap((one) => months.map((at) => countOf(facts, AREAS.indexOf(one), at, back)))
    .reduce((sum, count) => sum + count, 0);
}

/** Scattered, and never a round number for long. */
function countOf({ number, type }: TableFacts, area: number, month: number, back: number) {
  const seed = number * 7_919 + type * 104_729 + area * 1_299_709 + month * 15_487 + back * 611;
  return 101 + ((seed * 2_654_435_761) % 99_991);
}

function periodOf({ year, first }: TableFacts, month: number | null, back: number): string {
  const text = (at: number) => `${year - back}-${String(first + at).padStart(2, '0')}`;
  return month === null ? `${text(0)}..${text(2)}` : text(month);
}

function figureOf(
  { number, type, year, first }: TableFacts,
  cell: Partial<Cell>,
): PrintedFigure {
  const { area = '', period = '', value = '', column = '', statistic = 'value' } = cell;
  const { comparedWith } = cell;
  const isPercent = statistic === 'percent-change';
  const figure = {
    measure: `recorded-crime.type-${type}`,
    ...{ area, period: parsePeriod(period), statistic, breakdown: {} },
    ...(comparedWith === undefined ? {} : { comparedWith }),
  };
  const key = figureKey(figure);
  return {
    ...{ event: `${number} ${key}`, key, figure, publication: `paper-${number}` },
    published: parsePublishedDate(`${year + 1}-${String(first).padStart(2, '0')}`),
    role: 'primary',
    locator: { table: `Type ${type}`, row: `${area} ${period}`, column, line: 1 + type },
    print: {
      value: parseDecimal(value),
      printed: isPercent ? `${value}%` : value,
      unit: isPercent ? 'percent' : 'offences',
      qualifier: 'exact',
      markers: [],
    },
  };
}
