import { type Period, isUnstated, periodBounds } from '@ledger/figures-domain';
import { monthsOf } from '../figures/months.js';
import { type PrintedFigure, type Vocabulary, seriesOf } from '../figures/printed-figure.js';
import { placeOf, quoted } from '../diagnosis/places.js';

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** A period as a reader says it: "May to July 2024". */
function periodWords(period: Period): string {
  if (isUnstated(period)) return 'a period that is not stated';
  const months = monthsOf(period);
  if (months === null) {
    const bounds = periodBounds(period);
    if (bounds === null || bounds.from === bounds.to) return dayWords(bounds?.from ?? period);
    return `${dayWords(bounds.from)} to ${dayWords(bounds.to)}`;
  }
  const [first, last] = [monthOf(months.first), monthOf(months.last)];
  if (months.first === months.last) return `${first.name} ${first.year}`;
  if (months.last - months.first === 11 && first.name === 'January') return `${first.year}`;
  return first.year === last.year
    ? `${first.name} to ${last.name} ${last.year}`
    : `${first.name} ${first.year} to ${last.name} ${last.year}`;
}

/** A figure in a reader's words, with everything that distinguishes it from others. */
export function figureWords(figure: PrintedFigure, vocabulary: Vocabulary): string {
  const { measure, area, period, breakdown } = figure.figure;
  const title = lowerFirst(vocabulary.measures.get(measure)?.title ?? measure);
  const members = Object.entries(breakdown).map(([name, member]) =>
    lowerFirst(memberTitle(vocabulary, name, member)),
  );
  const parts = [title, ...members, vocabulary.areas.get(area)?.title ?? area];
  return `${statisticWords(figure)}${parts.join(', ')}, ${periodWords(period)}`;
}

/** A figure with only what distinguishes it from one just named. */
export function besideWords(
  figure: PrintedFigure,
  named: PrintedFigure,
  vocabulary: Vocabulary,
): string {
  const whole = `${figureWords(figure, vocabulary)}${comparisonWords(figure, vocabulary)}`;
  if (seriesOf(figure.figure) !== seriesOf(named.figure)) {
    const isSameTime = figure.figure.period === named.figure.period;
    const place = isSameTime ? ofOwnArea(figure, named, vocabulary) : null;
    return place ?? whole;
  }
  if (figure.key === named.key) return 'the same';
  if (figure.figure.statistic === 'value') return periodWords(figure.figure.period);
  return figure.figure.period === named.figure.period
    ? statisticWords(figure).replace(/ (?:in|of) $/, '')
    : `${statisticWords(figure)}${periodWords(figure.figure.period)}`;
}

/** Another measure of the same area, or the same measure of another, at the same time. */
function ofOwnArea(
  figure: PrintedFigure,
  named: PrintedFigure,
  vocabulary: Vocabulary,
): string | null {
  const { measure, area, statistic, breakdown } = figure.figure;
  if (statistic !== 'value') return null;
  if (area !== named.figure.area) {
    return measure === named.figure.measure
      ? (vocabulary.areas.get(area)?.title ?? area)
      : null;
  }
  const members = Object.entries(breakdown)
    .filter(([name, member]) => named.figure.breakdown[name] !== member)
    .map(([name, member]) => lowerFirst(memberTitle(vocabulary, name, member)));
  const title = lowerFirst(vocabulary.measures.get(measure)?.title ?? measure);
  return [title, ...members].join(', ');
}

/** What a figure is compared with or a share of, to follow it; empty for a plain number. */
export function comparisonWords(figure: PrintedFigure, vocabulary: Vocabulary): string {
  const { comparedWith } = figure.figure;
  if (comparedWith === undefined) return '';
  if (/^(?:\d|unstated@)/.test(comparedWith)) {
    return `, against ${periodWords(comparedWith as Period)}`;
  }
  const title = vocabulary.measures.get(comparedWith)?.title ?? comparedWith;
  return `, out of ${lowerFirst(title)}`;
}

/** What is printed and where: `"10.9%" (line 69)`. */
export function printWords(figure: PrintedFigure): string {
  return `${quoted(figure)} (${placeOf(figure)})`;
}

/** Several items as a list in a sentence. */
export function listWords(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** The title of a publication, or its id. */
export function publicationWords(publication: string, vocabulary: Vocabulary): string {
  const title = vocabulary.publications.get(publication)?.title;
  return title === undefined ? publication : `"${title}"`;
}

function statisticWords({ figure }: PrintedFigure): string {
  switch (figure.statistic) {
    case 'change':
      return 'the change in ';
    case 'percent-change':
      return 'the percentage change in ';
    case 'point-change':
      return 'the change in points in ';
    case 'share':
      return 'the share of ';
    case 'value':
      return '';
    default:
      return `the ${figure.statistic.replace('-', ' ')} of `;
  }
}

function memberTitle({ dimensions }: Vocabulary, name: string, member: string): string {
  const known = dimensions.get(name)?.members.find(({ id }) => id === member);
  return known?.title ?? `${name} ${member}`;
}

/** A title within a sentence; an initial name in capitals stays. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

function monthOf(month: number) {
  return { name: MONTHS[month % 12] ?? '', year: Math.floor(month / 12) };
}

function dayWords(day: string): string {
  const [year = '', month = '', number = ''] = day.split('-');
  return number === '' ? day : `${Number(number)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}
