import type { Decimal } from '@ledger/kernel';
import type { PrintedFigure, SlipKind, Vocabulary } from '@ledger/findings';

/** A slip made in one figure of a copy of the sheets. */
export interface Plant {
  readonly kind: SlipKind;
  readonly before: PrintedFigure;
  readonly after: PrintedFigure;
}

type Cells = readonly PrintedFigure[];

/** Slips of seven kinds, spread evenly over all table cells in which they are possible. */
export function plantedSlips(figures: Cells, vocabulary: Vocabulary): readonly Plant[] {
  const cells = figures.filter(({ locator }) => locator.table !== undefined);
  const levels = cells.filter((cell) => isCount(cell, vocabulary) && isLevel(cell));
  const falls = cells.filter(({ figure, print }) => {
    return figure.statistic === 'change' && print.value.startsWith('-');
  });
  const percentages = cells.filter(({ figure }) => figure.statistic === 'percent-change');
  const totals = levels.filter(({ locator }) => /total/i.test(locator.row ?? ''));
  return [
    ...planted('digits-transposed', levels, 12, swapped),
    ...planted('one-digit-wrong', levels, 12, mistyped),
    ...planted('sign-lost', falls, 7, ({ print }) => print.value.slice(1)),
    ...planted('wrong-base', percentages, 7, (cell) => byLater(cells, cell)),
    ...planted('cut-off', percentages, 5, (cell) => cutOff(cells, cell)),
    ...planted('part-left-out', totals, 6, (cell) => withoutPart(cells, cell)),
    ...planted('carried-over', falls, 6, (cell) => fromNextRow(cells, cell)),
  ];
}

/** In as many cells as requested, spread evenly over those in which the slip shows. */
function planted(
  kind: SlipKind,
  cells: Cells,
  count: number,
  slip: (cell: PrintedFigure) => string | undefined,
): readonly Plant[] {
  const plants = cells.flatMap((before): readonly Plant[] => {
    const value = slip(before);
    if (value === undefined || value === before.print.value) return [];
    return [{ kind, before, after: printedAs(before, value) }];
  });
  const wanted = Array.from({ length: count }, (_, at) =>
    Math.floor(((at + 0.5) * plants.length) / count),
  );
  return wanted.flatMap((at) => plants[at] ?? []);
}

function printedAs(figure: PrintedFigure, value: string): PrintedFigure {
  const printed = figure.print.printed.replace(/-?[\d.,]*\d/, value);
  return { ...figure, print: { ...figure.print, value: value as Decimal, printed } };
}

function isCount({ figure }: PrintedFigure, { measures }: Vocabulary): boolean {
  return measures.get(figure.measure)?.valueType === 'count';
}

function isLevel({ figure, print }: PrintedFigure): boolean {
  return figure.statistic === 'value' && print.value.length >= 3;
}

/** The last two neighbouring digits that differ, swapped; not the first two. */
function swapped({ print: { value } }: PrintedFigure): string | undefined {
  const places = Array.from({ length: value.length - 1 }, (_, at) => at);
  const place = places.findLast((at) => at > 0 && value[at] !== value[at + 1]);
  if (place === undefined) return undefined;
  return `${value.slice(0, place)}${value[place + 1]}${value[place]}${value.slice(place + 2)}`;
}

function mistyped({ print: { value } }: PrintedFigure): string {
  const place = value.length - 2;
  const digit = (Number(value[place]) + 3) % 10;
  return `${value.slice(0, place)}${digit}${value.slice(place + 1)}`;
}

function byLater(cells: Cells, cell: PrintedFigure): string | undefined {
  const [later, earlier] = levelsOf(cells, cell);
  return later && earlier ? ((100 * (later - earlier)) / later).toFixed(1) : undefined;
}

function cutOff(cells: Cells, cell: PrintedFigure): string | undefined {
  const [later, earlier] = levelsOf(cells, cell);
  if (!later || !earlier) return undefined;
  const tenths = Math.trunc((1000 * (later - earlier)) / earlier);
  return tenths === 0 ? undefined : (tenths / 10).toFixed(1);
}

function levelsOf(cells: Cells, { publication, figure }: PrintedFigure) {
  return [figure.period, figure.comparedWith].map((period) => {
    const level = cells.find(
      (other) =>
        other.publication === publication &&
        other.figure.measure === figure.measure &&
        other.figure.area === figure.area &&
        other.figure.period === period &&
        other.figure.statistic === 'value',
    );
    return level === undefined ? undefined : Number(level.print.value);
  });
}

/** The total without the first cell of its column. */
function withoutPart(cells: Cells, cell: PrintedFigure): string | undefined {
  const part = besides(cells, cell).find(
    ({ locator, figure }) =>
      locator.column === cell.locator.column && figure.statistic === 'value',
  );
  if (part === undefined || Number(part.print.value) === 0) return undefined;
  return String(Number(cell.print.value) - Number(part.print.value));
}

function fromNextRow(cells: Cells, cell: PrintedFigure): string | undefined {
  return besides(cells, cell).find(({ figure }) => figure.statistic === 'change')?.print.value;
}

function besides(cells: Cells, cell: PrintedFigure): Cells {
  return cells.filter(
    (other) =>
      other !== cell &&
      other.publication === cell.publication &&
      other.locator.table === cell.locator.table,
  );
}
