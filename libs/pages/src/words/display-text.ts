import {
  breakdownText,
  comparedMeasure,
  parseLevel,
  periodBounds,
  type FigureIdentity,
  type Move,
  type Period,
} from '@ledger/figures-domain';
import { divideDecimals, type Decimal } from '@ledger/kernel';
import type { Titles, VintageCell } from '@ledger/figures-read-models';

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
  if (month === '') return year;
  if (day === '') return `${monthName} ${year}`;
  const dayWords = `${Number(day)} ${monthName} ${year}`;
  return date.length === 10 ? dayWords : `${dayWords}, ${date.slice(11, 16)} UTC`;
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

const CHANGES: readonly Move[] = ['revised', 'restated', 'contradicted', 'withdrawn'];

/** What became of a figure in the publications that printed it: `2 publications, revised`. */
export function historyWords(cells: readonly Pick<VintageCell, 'move'>[]): string {
  const moves = CHANGES.filter((change) => cells.some(({ move }) => move === change));
  const printed = cells.length === 1 ? '1 publication' : `${cells.length} publications`;
  return [printed, ...moves].join(', ');
}

/** A share in per cent with one decimal and its sign: `+1.9%`. */
export function percentWords(percent: Decimal): string {
  const rounded = divideDecimals(percent, '1' as Decimal, 1);
  return `${rounded.startsWith('-') ? '' : '+'}${rounded}%`;
}

/** The title of a thing, or its code where it has none. */
export function titled(code: string, titles: ReadonlyMap<string, string>): string {
  return titles.get(code) ?? code;
}

/** The title of a subject area: `stop-search` is stop search. */
export function topicWords(code: string): string {
  const words = code.replaceAll('.', ', ').replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a statistic is against: a period, a measure by its title, a level in percent. */
export function comparedWords(
  comparedWith: string,
  measures: ReadonlyMap<string, string>,
): string {
  if (parseLevel(comparedWith) !== null) return `${comparedWith}%`;
  const measure = comparedMeasure(comparedWith);
  return measure === undefined
    ? periodWords(comparedWith as Period)
    : titled(measure, measures);
}

/** The address of a figure's page. */
export function figureAddress(key: string): string {
  return `/figures/${encodeURI(key)}`;
}

/** The address of the page of a measure over time that a figure is on. */
export function seriesAddress(figure: FigureIdentity): string {
  const { measure, area, statistic, breakdown } = figure;
  const query = new URLSearchParams({ area });
  if (statistic !== 'value') query.set('statistic', statistic);
  if (Object.keys(breakdown).length > 0) query.set('breakdown', breakdownText(breakdown));
  return `/series/${encodeURIComponent(measure)}?${query.toString()}`;
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

/** Dimensions in words: `Channel: 101, Sex: Female`. */
export function breakdownWords(
  breakdown: Readonly<Record<string, string>>,
  titles: Pick<Titles, 'dimension' | 'member'>,
): string {
  return Object.entries(breakdown)
    .map(([name, value]) => {
      const member = titles.member.get(`${name}=${value}`) ?? value;
      return `${titled(name, titles.dimension)}: ${member}`;
    })
    .join(', ');
}
