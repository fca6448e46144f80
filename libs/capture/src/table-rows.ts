import { isLedgerError, LedgerError } from '@ledger/kernel';
import { isScale, parsePeriod, readPrint, standInOf } from '@ledger/figures-domain';
import { numericTokens } from './numeric-tokens.js';
import type { SheetColumn } from './sheet-row.js';
import { isWithin, tokenSpans, wholeTokenAround, type Span } from './token-spans.js';

/** Cells of a sheet by column; those left out are empty. */
export type SheetCells = Partial<Record<SheetColumn, string>>;

/** The lines of a document that form a table, and what its columns and rows are about. */
export interface TableRange {
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
  /** For each column of numbers, from left to right, the cells that all its figures share. */
  readonly columns: readonly SheetCells[];
  /** The same for each line that is not blank; left out if the row captions are enough. */
  readonly rows?: readonly SheetCells[];
}

/** A line of a table that cannot be split as the range says. */
export class TableLineUnclear extends LedgerError {
  readonly code = 'table-line-unclear';
  readonly kind = 'refusal';

  constructor(
    readonly line: number,
    readonly fault: string,
  ) {
    super(`Line ${line} ${fault}.`);
  }
}

/**
 * Splits the lines of a table into rows of a figure sheet, each with its line, the occurrence
 * of its token, its value and its unit.
 *
 * Cells are separated by tabs or by wide gaps. Otherwise they are the last numbers of the line,
 * or what stands in for them, as many as there are columns. What precedes them is the row's
 * caption. A caption that is a period becomes the row's period, unless rows or columns give
 * one.
 *
 * @throws {TableLineUnclear} a line has not as many cells as there are columns, or there are
 *   not as many lines as rows
 */
export function tableRows(
  document: readonly string[],
  range: TableRange,
): readonly SheetCells[] {
  const [first, last] = range.lines;
  const lines = Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(
    (line) => (document[line - 1] ?? '').trim() !== '',
  );
  const { rows } = range;
  if (rows !== undefined && rows.length !== lines.length) {
    const fault = `ends a table of ${lines.length} lines; ${rows.length} rows are described`;
    throw new TableLineUnclear(last, fault);
  }
  return lines.flatMap((line, i) => {
    const cells = cellsOf(document[line - 1] ?? '', line, range.columns.length);
    return rowsOf({ ...cells, line }, range.columns, rows?.[i] ?? {});
  });
}

interface TableLine {
  readonly text: string;
  readonly line: number;
  readonly caption: string;
  readonly cells: readonly Span[];
}

function cellsOf(text: string, line: number, wanted: number): Omit<TableLine, 'line'> {
  const cells = text.includes('\t') ? tabbed(text) : (gapped(text, wanted) ?? spaced(text));
  const first = cells[cells.length - wanted];
  if (first === undefined) {
    const fault = `has ${cells.length} cells, and there are ${wanted} columns`;
    throw new TableLineUnclear(line, fault);
  }
  const caption = text.slice(0, first.start).replaceAll(/\s+/g, ' ').trim();
  return { text, caption, cells: cells.slice(-wanted) };
}

/** The text between tabs, trimmed; a cell may be empty. */
function tabbed(text: string): readonly Span[] {
  let at = 0;
  return text.split('\t').map((cell) => {
    const start = at + cell.length - cell.trimStart().length;
    at += cell.length + 1;
    return { start, end: start + cell.trim().length };
  });
}

/** The text between gaps of two or more spaces, if that yields a caption and every cell. */
function gapped(text: string, wanted: number): readonly Span[] | null {
  const cells = spansOf(text, /\S+(?: \S+)*/g);
  return cells.length > wanted ? cells : null;
}

/** The numbers of a line, each as a whole token with its mark, and what stands in for a number. */
function spaced(text: string): readonly Span[] {
  const numbers = numericTokens(text).map((number) => {
    const { token, occurrence = 1 } = wholeTokenAround(text, number);
    return withMark(text, tokenSpans(text, token)[occurrence - 1] ?? number);
  });
  const others = spansOf(text, /\S+/g).filter(
    (word) =>
      standInOf(text.slice(word.start, word.end), '') !== null &&
      !numbers.some((number) => isWithin(word, number)),
  );
  return [...numbers, ...others].sort((left, right) => left.start - right.start);
}

/** The number with the mark in brackets that follows it: `7 [r]`. */
function withMark(text: string, { start, end }: Span): Span {
  const [mark = ''] = /^ ?[[(](?:[a-z]|note)[^[\]()\s]*[\])]/i.exec(text.slice(end)) ?? [];
  const isMark = mark !== '' && standInOf(mark, '') === null;
  return { start, end: isMark ? end + mark.length : end };
}

function spansOf(text: string, form: RegExp): readonly Span[] {
  return Array.from(text.matchAll(form), ({ index, 0: found }) => {
    return { start: index, end: index + found.length };
  });
}

function rowsOf(
  { text, line, caption, cells }: TableLine,
  columns: readonly SheetCells[],
  row: SheetCells,
): readonly SheetCells[] {
  return cells.flatMap((span, i) => {
    const printed = text.slice(span.start, span.end);
    const column = columns[i] ?? {};
    // A column without a measure is not captured.
    if (printed === '' || (row.measure ?? column.measure ?? '') === '') return [];
    const shared = { ...periodOf(caption), row: caption, ...row, ...column };
    return [
      {
        ...{ statistic: 'value', qualifier: 'exact', role: 'primary', value: '' },
        ...saidBy(printed, shared),
        ...shared,
        printed,
        line: String(line),
        occurrence: occurrenceOf(text, printed, span),
      },
    ];
  });
}

function periodOf(caption: string): SheetCells {
  try {
    return { period: parsePeriod(caption) };
  } catch (error) {
    if (isLedgerError(error)) return {};
    throw error;
  }
}

/** The value of a token in its unit and scale; undefined if it has none or is ambiguous. */
function saidBy(printed: string, { unit = '', scale = '0' }: SheetCells): SheetCells {
  try {
    const print = { printed, unit, scale: isScale(Number(scale)) ? Number(scale) : 0 };
    const { value, qualifier, markers } = readPrint(print, {});
    const marked = markers.length === 0 ? {} : { markers: markers.join(' ') };
    return { value: value ?? '', qualifier, ...marked };
  } catch (error) {
    if (isLedgerError(error)) return {};
    throw error;
  }
}

function occurrenceOf(text: string, printed: string, { start }: Span): string {
  const spans = tokenSpans(text, printed);
  const at = spans.findIndex((span) => span.start === start);
  return spans.length > 1 && at >= 0 ? String(at + 1) : '';
}
