import { isCalendarDay } from '@ledger/kernel';
import type { CaptureCode, Problems, SeedLocation } from './capture-problem.js';

/** A cell with the name of its column, and the problem code for a value that is not allowed. */
export interface NamedCell {
  readonly column: string;
  readonly cell: string;
  readonly code?: CaptureCode;
}

const WHOLE = /^[1-9]\d{0,8}$/;

/** The word if it is one of `words`; otherwise undefined, with a problem that lists them. */
export function wordOf<Word extends string>(
  place: SeedLocation,
  { column, cell, code = 'malformed-cell' }: NamedCell,
  words: readonly Word[],
  problems: Problems,
): Word | undefined {
  const word = words.find((candidate) => candidate === cell);
  if (word === undefined) {
    problems.add(place, code, `${column} is "${cell}": it takes ${words.join(', ')}.`);
  }
  return word;
}

/** An integer from 1; otherwise undefined, with a problem. */
export function wholeNumber(
  place: SeedLocation,
  column: string,
  cell: string,
  problems: Problems,
): number | undefined {
  if (WHOLE.test(cell)) return Number(cell);
  problems.add(place, 'malformed-cell', `${column} is "${cell}": give a whole number from 1.`);
  return undefined;
}

/** A calendar day; otherwise undefined, with a problem unless the cell is empty. */
export function dayOrNothing(
  place: SeedLocation,
  column: string,
  cell: string,
  problems: Problems,
): string | undefined {
  if (isCalendarDay(cell)) return cell;
  if (cell !== '') {
    problems.add(place, 'malformed-cell', `${column} is "${cell}": give a day as 2024-05-17.`);
  }
  return undefined;
}
