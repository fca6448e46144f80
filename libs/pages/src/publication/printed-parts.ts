import type { PrintedFigure } from '@ledger/figures-read-models';

/** A row of a table as it was printed: in each column what stands there, often one number. */
interface PrintedRow {
  readonly name: string;
  readonly cells: readonly (readonly PrintedFigure[])[];
}

/** A table as it was printed. */
interface PrintedTable {
  readonly kind: 'table';
  readonly title: string;
  /** In the order in which they were first printed. */
  readonly columns: readonly string[];
  readonly rows: readonly PrintedRow[];
}

/** Numbers in running text, in their order. */
interface PrintedProse {
  readonly kind: 'prose';
  readonly prints: readonly PrintedFigure[];
}

/** A section of a publication; what has no section has an empty name. */
interface PrintedSection {
  readonly name: string;
  readonly parts: readonly (PrintedTable | PrintedProse)[];
}

/**
 * What a publication printed, rebuilt as it stands on its pages: its sections, and in each its
 * tables with their rows and columns, and the numbers of its text.
 *
 * @param figures in the order of its pages
 */
export function printedSections(figures: readonly PrintedFigure[]): readonly PrintedSection[] {
  return runsOf(figures, ({ locator }) => locator.section ?? '').map(([name, ofSection]) => {
    const runs = runsOf(ofSection, ({ locator }) => locator.table ?? '');
    return { name, parts: runs.map(([title, prints]) => partOf(title, prints)) };
  });
}

function partOf(title: string, prints: readonly PrintedFigure[]): PrintedTable | PrintedProse {
  if (title === '') return { kind: 'prose', prints };
  const columns = [...new Set(prints.map(columnOf))];
  const rows = [...Map.groupBy(prints, ({ locator }) => locator.row ?? '')];
  return {
    kind: 'table',
    title,
    columns,
    rows: rows.map(([name, inRow]) => ({
      name,
      cells: columns.map((column) => inRow.filter((print) => columnOf(print) === column)),
    })),
  };
}

function columnOf({ locator }: PrintedFigure): string {
  return locator.column ?? '';
}

/** Neighbours with one name, in their order. */
function runsOf(
  figures: readonly PrintedFigure[],
  nameOf: (figure: PrintedFigure) => string,
): readonly (readonly [string, readonly PrintedFigure[]])[] {
  const runs: [string, PrintedFigure[]][] = [];
  for (const figure of figures) {
    const name = nameOf(figure);
    const last = runs.at(-1);
    if (last?.[0] === name) last[1].push(figure);
    else runs.push([name, [figure]]);
  }
  return runs;
}

/** The events that are the first on their line: each line has one anchor. */
export function firstOnLines(figures: readonly PrintedFigure[]): ReadonlySet<string> {
  const first = new Map<number, string>();
  for (const { locator, eventId } of figures) {
    if (locator.line !== undefined && !first.has(locator.line)) {
      first.set(locator.line, eventId);
    }
  }
  return new Set(first.values());
}
