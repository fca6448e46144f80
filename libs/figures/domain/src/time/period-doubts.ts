import { yearPair, type YearKind } from './period-years.js';

/** A form with several meanings, and what they are. */
interface Doubt {
  readonly form: RegExp;
  readonly between: (...groups: string[]) => string | null;
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

const TO_DATE = /(?<!(?:calendar|financial|academic) )\b(?:ytd|year[ -]to[ -]date)\b/;

const DOUBTS: readonly Doubt[] = [
  {
    form: /^(\d{4}-(?:0[1-9]|1[0-2])) ?(?:to|-|\/|until) ?(\d{4}-(?:0[1-9]|1[0-2]))$/,
    between: (first, last) =>
      yearPair(first) === null || yearPair(last) === null
        ? null
        : `months, ${first}..${last}, or financial years, ` + `FY${first} to FY${last}`,
  },
  {
    form: /^(?:fy|financial year) ?(?:20)?(\d\d)$/,
    between: (digits) => {
      const year = 2000 + Number(digits);
      return `the financial year ${pairText('FY', year - 1)} or ${pairText('FY', year)}`;
    },
  },
  {
    form: /^(\d\d?)[/.-](\d\d?)[/.-](\d{4})$/,
    between: (first, second, year) =>
      Number(first) > 12 || Number(second) > 12 || first === second
        ? null
        : `${year}-${two(second)}-${two(first)} or ${year}-${two(first)}-${two(second)}`,
  },
  {
    form: new RegExp(`^(${MONTH}) ?(\\d\\d)$`),
    between: (month, digits) =>
      `the month ${month} 20${digits} or the day ${Number(digits)} ${month} of a year not said`,
  },
  {
    form: TO_DATE,
    between: () => 'the calendar year or the financial year up to then',
  },
  {
    form: /^(?:the )?(?:year|12 months) (?:up to|to|ending|ended) (\d{4})$/,
    between: (year) => `the calendar year ${year} or ${pairText('FY', Number(year) - 1)}`,
  },
];

/**
 * What a text can mean, in words for a person, if it has more than one meaning; else null.
 *
 * Dates of digits with the day or the month first are never read, because the publisher's country
 * decides which; months run together (`201112`) not where they could be two years or a day.
 */
export function periodDoubt(text: string, kind?: YearKind): string | null {
  const pair = yearPair(text);
  if (pair !== null) return kind === undefined ? pairDoubt(text, pair) : null;
  for (const { form, between } of DOUBTS) {
    const found = form.exec(text);
    const meanings = found === null ? null : between(...found.slice(1));
    if (meanings !== null && (kind === undefined || form !== TO_DATE))
      return `it may be ${meanings}`;
  }
  return null;
}

function pairDoubt(text: string, year: number): string {
  const [academic, financial] = [pairText('AY', year), pairText('FY', year)];
  const years = `the academic year ${academic}, the financial year ${financial}`;
  const compact = /^\d{4}(0[1-9]|1[0-2])$/.exec(text)?.[1];
  const other =
    compact === undefined ? `both years, ${year}..${year + 1}` : `the month ${year}-${compact}`;
  return `it may be ${years} or ${other} (a report can say yearKind)`;
}

function pairText(kind: string, year: number): string {
  return `${kind}${year}-${two(String((year + 1) % 100))}`;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
