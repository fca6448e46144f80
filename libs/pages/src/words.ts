import { periodBounds, precisionOf, type Move, type Period } from '@ledger/figures-domain';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A date as people write it, as precise as it is known: `5 September 2024`, `March 2023`. */
export function dateWords(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  const monthName = MONTHS[Number(month) - 1] ?? '';
  switch (precisionOf(date)) {
    case 'year':
      return year;
    case 'month':
      return `${monthName} ${year}`;
    case 'day':
      return `${Number(day)} ${monthName} ${year}`;
    case 'moment':
      return `${Number(day)} ${monthName} ${year}, ${date.slice(11, 16)} UTC`;
  }
}

/** A period as people write it; both ends of a range are in it. */
export function periodWords(period: Period): string {
  if (periodBounds(period) === null) return 'period not stated';
  return period.split('..').map(dateWords).join(' to ');
}

const MOVES: Readonly<Record<Move, string>> = {
  recorded: 'First value',
  confirmed: 'Confirms it',
  revised: 'Revises it',
  restated: 'Restates it on another basis',
  finalised: 'Makes it final',
  contradicted: 'Contradicts it',
  withdrawn: 'Withdraws it',
};

/** What a publication did to a figure, in words. */
export function moveWords(move: Move, kind?: string): string {
  return kind === undefined ? MOVES[move] : `${MOVES[move]} (${kind})`;
}

/** The address of a figure's page. */
export function figureAddress(key: string): string {
  return `/figures/${encodeURI(key)}`;
}

/** Where on its pages a publication prints something, in words. */
export function locatorWords(locator: Readonly<Record<string, string | number>>): string {
  const { section, paragraph, table, row, column, reference } = locator;
  const parts = [
    section === undefined ? undefined : `section ${section}`,
    paragraph === undefined ? undefined : `paragraph ${paragraph}`,
    table === undefined ? undefined : `table “${table}”`,
    row === undefined ? undefined : `row “${row}”`,
    column === undefined ? undefined : `column “${column}”`,
    reference === undefined ? undefined : `reference ${reference}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** Dimensions in words: `channel: 101, sex: female`. */
export function breakdownWords(breakdown: Readonly<Record<string, string>>): string {
  return Object.entries(breakdown)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}
