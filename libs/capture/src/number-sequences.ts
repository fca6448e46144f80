import type { RuleMatch } from './rule-match.js';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH_AND_YEAR = /([A-Za-z]{3})[a-z]*\s(\d\d)/g;
const SECTION_HEADING = /^ *(?:\*\*|#+ )?(\d{1,2})\.(\d{1,2})\.? \p{Lu}/u;

/**
 * True for consecutive months, each with a two-digit year: `Dec 17 Jan 18`, or three and more
 * within a year. `Jan 17 Feb 17` may be two counts of seventeen.
 */
export function areMonthsInARow(text: string): boolean {
  const months = Array.from(text.matchAll(MONTH_AND_YEAR), ([, name = '', year]) => ({
    month: MONTHS.indexOf(name.toLowerCase()),
    year: Number(year),
  }));
  const following = months.slice(1).every(({ month, year }, i) => {
    const before = months[i];
    if (before === undefined) return false;
    const turn = before.month === MONTHS.length - 1 ? 1 : 0;
    return month === (before.month + 1) % MONTHS.length && year === (before.year + turn) % 100;
  });
  const years = new Set(months.map(({ year }) => year));
  return following && (months.length > 2 || years.size > 1);
}

/**
 * True if the number that begins a line is one of the document's section numbers: the nearest
 * heading of that form before or after it continues the count.
 */
export function isInOutline({ at, lines }: RuleMatch): boolean {
  const own = sectionOf(lines[at]);
  if (own === undefined) return false;
  const before = nearest(lines, at, -1);
  const behind = nearest(lines, at, 1);
  return (
    (before !== undefined && countsOn(before, own)) ||
    (behind !== undefined && countsOn(own, behind))
  );
}

type Section = readonly [chapter: number, section: number];

function sectionOf(line = ''): Section | undefined {
  const found = SECTION_HEADING.exec(line);
  return found === null ? undefined : [Number(found[1]), Number(found[2])];
}

function nearest(lines: readonly string[], at: number, step: 1 | -1): Section | undefined {
  for (let i = at + step; i >= 0 && i < lines.length; i += step) {
    const section = sectionOf(lines[i]);
    if (section !== undefined) return section;
  }
  return undefined;
}

/** The next section of a chapter, skipping at most one, or the beginning of a later chapter. */
function countsOn([chapter, section]: Section, [next, first]: Section): boolean {
  if (next === chapter) return first > section && first <= section + 2;
  return next > chapter && next <= chapter + 2 && first === 1;
}
