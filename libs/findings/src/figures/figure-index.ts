import type { Decimal } from '@ledger/kernel';
import type { MeasureFacts, Period, Statistic } from '@ledger/figures-domain';
import type { Range } from '../numbers/range.js';
import { type TableRounding, rangeOf, sharedStep } from './precision.js';
import { type PrintedFigure, type Vocabulary, seriesOf } from './printed-figure.js';

/** Which number of a series is wanted. */
export interface Asked {
  readonly series: string;
  readonly period: string;
  readonly statistic: Statistic;
  readonly comparedWith?: string | undefined;
}

/** All figures that are checked against each other, indexed by identity and location. */
export class FigureIndex {
  private readonly byNumber: Map<string, PrintedFigure[]>;
  private readonly bySeries: Map<string, PrintedFigure[]>;
  private readonly byTable: Map<string, PrintedFigure[]>;
  private readonly byPublication: Map<string, PrintedFigure[]>;
  private readonly ranges: Map<string, Range>;
  private readonly steps: Map<string, bigint | null>;
  private readonly isPart: boolean;

  /** @param whole the index of all figures, where these are the part of them that is checked */
  constructor(
    readonly figures: readonly PrintedFigure[],
    readonly vocabulary: Vocabulary,
    whole?: FigureIndex,
  ) {
    this.byNumber = whole?.byNumber ?? new Map<string, PrintedFigure[]>();
    this.bySeries = whole?.bySeries ?? new Map<string, PrintedFigure[]>();
    this.byTable = whole?.byTable ?? new Map<string, PrintedFigure[]>();
    this.byPublication = whole?.byPublication ?? new Map<string, PrintedFigure[]>();
    this.ranges = whole?.ranges ?? new Map<string, Range>();
    this.steps = whole?.steps ?? new Map<string, bigint | null>();
    this.isPart = whole !== undefined;
    if (whole === undefined) for (const figure of figures) this.add(figure);
  }

  private add(figure: PrintedFigure): void {
    const { period, statistic, comparedWith } = figure.figure;
    const series = seriesOf(figure.figure);
    add(this.byNumber, numberText({ series, period, statistic, comparedWith }), figure);
    add(this.bySeries, series, figure);
    add(this.byPublication, figure.publication, figure);
    const table = tableOf(figure);
    if (table !== null) add(this.byTable, table, figure);
  }

  /** The same index, of which only claims about some of its figures are made. */
  of(figures: readonly PrintedFigure[]): FigureIndex {
    return new FigureIndex(figures, this.vocabulary, this);
  }

  /** Every appearance of one number, in all publications. */
  all(asked: Asked): readonly PrintedFigure[] {
    return this.byNumber.get(numberText(asked)) ?? [];
  }

  /** Everything printed of one series. */
  inSeries(series: string): readonly PrintedFigure[] {
    return this.bySeries.get(series) ?? [];
  }

  /** Everything one publication prints. */
  inPublication(publication: string): readonly PrintedFigure[] {
    return this.byPublication.get(publication) ?? [];
  }

  /** The tables of the figures that are checked, each with all its cells. */
  tables(): Iterable<readonly PrintedFigure[]> {
    if (!this.isPart) return this.byTable.values();
    const tables = new Set(this.figures.map(tableOf));
    return [...tables].flatMap((table) => {
      const cells = table === null ? undefined : this.byTable.get(table);
      return cells === undefined ? [] : [cells];
    });
  }

  /** The ids of the publications of the figures that are checked. */
  publications(): Iterable<string> {
    if (!this.isPart) return this.byPublication.keys();
    return new Set(this.figures.map(({ publication }) => publication));
  }

  /**
   * The appearance of a number that a claim is compared with: in the claim's own publication,
   * preferably in a table, because prose repeats tables, and then the nearest on the page.
   */
  beside(claim: PrintedFigure, asked: Asked): PrintedFigure | undefined {
    const own = this.all(asked).filter(({ publication }) => publication === claim.publication);
    if (own.length < 2) return nearest(claim, own);
    const cells = own.filter((figure) => tableOf(figure) !== null);
    return nearest(claim, cells) ?? nearest(claim, own);
  }

  /**
   * The latest appearance in another publication, for a number that the claim's own does not
   * print.
   */
  elsewhere(claim: PrintedFigure, asked: Asked): PrintedFigure | undefined {
    return this.all(asked)
      .filter(({ publication }) => publication !== claim.publication)
      .reduce<PrintedFigure | undefined>(
        (latest, figure) =>
          latest === undefined || figure.published > latest.published ? figure : latest,
        undefined,
      );
  }

  /** The level of a period in the claim's series, in its own publication. */
  level(claim: PrintedFigure, period: string): PrintedFigure | undefined {
    return this.beside(claim, { series: seriesOf(claim.figure), period, statistic: 'value' });
  }

  /** The numbers that a printed figure may stand for. */
  range(figure: PrintedFigure): Range {
    const known = this.ranges.get(figure.event);
    if (known !== undefined) return known;
    const range = rangeOf(figure, this.vocabulary, this.tableRounding);
    this.ranges.set(figure.event, range);
    return range;
  }

  /** The numbers that a figure may stand for if it were printed as another value. */
  rangeAs(figure: PrintedFigure, value: Decimal): Range {
    const print = { ...figure.print, value, printed: value };
    return rangeOf({ ...figure, print }, this.vocabulary, this.tableRounding);
  }

  /** The registered facts of the figure's measure. */
  measure(figure: PrintedFigure): MeasureFacts | undefined {
    return this.vocabulary.measures.get(figure.figure.measure);
  }

  private readonly tableRounding: TableRounding = (figure) => {
    const table = tableOf(figure);
    if (table === null) return null;
    const name = `${table}\n${figure.print.unit}`;
    const known = this.steps.get(name);
    if (known !== undefined) return known;
    const cells = this.byTable.get(table) ?? [];
    const whole = cells
      .filter(({ print }) => print.unit === figure.print.unit && /^[+-]?\d+$/.test(print.value))
      .map(({ print }) => BigInt(print.value));
    const step = sharedStep(whole);
    this.steps.set(name, step);
    return step;
  };
}

/** The table a figure is a cell of, as one text; null if it is in prose. */
export function tableOf({ publication, locator }: PrintedFigure): string | null {
  const { section = '', table } = locator;
  return table === undefined ? null : `${publication}\n${section}\n${table}`;
}

/** The period that a change is compared with. */
export function comparedPeriod({ figure }: PrintedFigure): Period | null {
  const { comparedWith } = figure;
  if (comparedWith === undefined) return null;
  return /^(?:\d|unstated@)/.test(comparedWith) ? (comparedWith as Period) : null;
}

/** The distance of two figures of one publication: cells of one table are nearest. */
function distance(left: PrintedFigure, right: PrintedFigure): number {
  const lines = Math.abs((left.locator.line ?? 0) - (right.locator.line ?? 0));
  const table = tableOf(left);
  return table !== null && table === tableOf(right) ? lines / 1e6 : lines;
}

function nearest(
  claim: PrintedFigure,
  figures: readonly PrintedFigure[],
): PrintedFigure | undefined {
  return figures
    .filter(({ event }) => event !== claim.event)
    .reduce<PrintedFigure | undefined>(
      (best, figure) =>
        best === undefined || distance(claim, figure) < distance(claim, best) ? figure : best,
      undefined,
    );
}

function numberText({ series, period, statistic, comparedWith = '' }: Asked): string {
  return `${series}\n${period}\n${statistic}\n${comparedWith}`;
}

function add<Value>(lists: Map<string, Value[]>, name: string, value: Value): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [value]);
  else list.push(value);
}
