import type { Decimal } from '@ledger/kernel';
import {
  type FigureIdentity,
  type MeasureFacts,
  type PrintedValue,
  figureKey,
  parsePeriod,
  parsePublishedDate,
} from '@ledger/figures-domain';
import type { PrintedFigure, Vocabulary } from '../figures/printed-figure.js';

/** The unusual facts of a made figure. */
export interface Made extends Partial<Omit<FigureIdentity, 'period' | 'comparedWith'>> {
  readonly period?: string;
  readonly comparedWith?: string;
  readonly value: string;
  readonly printed?: string;
  readonly print?: Partial<PrintedValue>;
  readonly publication?: string;
  /** When its paper was published; September 2024 where it is left out. */
  readonly published?: string;
  readonly role?: PrintedFigure['role'];
  readonly line?: number;
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
}

/** A measure with the facts that the rules need. */
export function madeMeasure(code: string, facts: Partial<MeasureFacts> = {}): MeasureFacts {
  return {
    code,
    title: code,
    units: ['offences'],
    valueType: 'count',
    kind: 'flow',
    polarity: 'neither',
    owner: 'kent-police',
    sumOf: [],
    madeFrom: [],
    definition: '',
    ...facts,
  };
}

/** The vocabulary of made papers: one measure for counts, three divisions of one area. */
export function madeVocabulary(measures: readonly MeasureFacts[]): Vocabulary {
  const divisions = ['east', 'north', 'west'].map((id) => ({
    id: `kent.${id}`,
    title: id,
    kind: 'division',
    parent: 'kent',
  }));
  const areas = [{ id: 'kent', title: 'Kent', kind: 'force-area' }, ...divisions];
  return {
    measures: new Map(measures.map((measure) => [measure.code, measure])),
    areas: new Map(areas.map((area) => [area.id, area])),
    dimensions: new Map(),
    publications: new Map([['paper', { title: 'A paper' }]]),
  };
}

/** A figure as a made paper prints it, identified by its line. */
function madeFigure(made: Made): PrintedFigure {
  const { value, printed = value, publication = 'paper', line = 1 } = made;
  const { table, row, column } = made;
  const figure: FigureIdentity = {
    measure: made.measure ?? 'crime',
    area: made.area ?? 'kent',
    period: parsePeriod(made.period ?? '2024-05'),
    statistic: made.statistic ?? 'value',
    ...(made.comparedWith === undefined ? {} : { comparedWith: made.comparedWith }),
    breakdown: made.breakdown ?? {},
  };
  const key = figureKey(figure);
  const place = { table, row, column };
  const given = Object.entries(place).filter(([, caption]) => caption !== undefined);
  return {
    event: `${publication} ${line} ${key}`,
    key,
    figure,
    publication,
    published: parsePublishedDate(made.published ?? '2024-09'),
    role: made.role ?? 'primary',
    locator: { line, ...Object.fromEntries(given) },
    print: {
      value: value as Decimal,
      printed,
      unit: 'offences',
      qualifier: 'exact',
      markers: [],
      ...made.print,
    } as PrintedFigure['print'],
  };
}

/** The figures with lines of their own, in order. */
export function onLines(all: readonly Made[]): readonly PrintedFigure[] {
  return all.map((made, at) => madeFigure({ line: at + 1, ...made }));
}
