import type { Decimal } from '@ledger/kernel';

const VULGAR: Readonly<Record<string, string>> = {
  '½': 'half',
  '¼': 'a quarter',
  '¾': 'three quarters',
  '⅓': 'a third',
  '⅔': 'two thirds',
  '⅕': 'a fifth',
  '⅖': 'two fifths',
  '⅗': 'three fifths',
  '⅘': 'four fifths',
  '⅛': 'an eighth',
  '⅜': 'three eighths',
  '⅝': 'five eighths',
  '⅞': 'seven eighths',
};

/** `u.s.`, `p.p.`: letters with points. */
const ABBREVIATION = /(?<!\p{L})(?:\p{L}\.){2,}/gu;

/** The stroke of `£12/head`, `60 km/h` and `12.3/1,000`; of `n/a` and `3/4` it is another. */
const STROKE = /(?<=\p{L}|\d) ?\/ ?(?=\p{L}+[²³23]?$|1(?:,?000)+(?!\d))(?<!^n ?\/ ?)/gu;

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const E_NOTATION = /(\d)e([+-]?)0*(\d{1,2})(?!\d)/g;
const TIMES_TEN = /(\d) ?[x×·*] ?10(?:\^|\*\*)([+-]?)(\d{1,2})(?!\d)/g;
const TIMES_TEN_RAISED = /(\d) ?[x×·*] ?10([⁺⁻]?)([⁰¹²³⁴-⁹]{1,2})/g;

/**
 * A printed text normalised as forms are compared: lower case, single spaces, plain
 * hyphens, commas between thousands, points before decimals, fractions in words, and exponents as
 * a scale of their own (`4.70 e~02` for `4.70E-02`).
 */
export function tidy(printed: string): string {
  return exponentsApart(printed.replace(/\\([^\w\s])/g, '$1').toLowerCase())
    .replace(/[−–—‑‒]/g, '-')
    .replaceAll('⁄', '/')
    .replace(ABBREVIATION, (letters) => letters.replaceAll('.', ''))
    .replace(STROKE, ' per ')
    .replace(/(?<=\d)['’](?=\d{3}(?!\d))/g, ',')
    .replace(/(?<=\d)·(?=\d)/g, '.')
    .replace(/(\d ?)?([½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞])/g, (_, digit: string | undefined, sign: string) =>
      digit === undefined ? `${VULGAR[sign]} ` : `${digit} and ${VULGAR[sign]} `,
    )
    .replace(/co₂/g, 'co2')
    .replace(/\s+/g, ' ')
    .replace(/^(\p{Sc})([<>≤≥~≈]=?)/u, '$2$1')
    .replace(/^(k|m|bn)(\p{Sc}) /u, '$2$1 ')
    .replace(/ \((per [^()]+)\)$/, ' $1')
    .replace(/(?<=\d)\.-$/, '')
    .replace(/(?<=[\d\p{L}])\.$/u, '')
    .trim();
}

/** The text with commas where it had points within numbers, and the other way round. */
export function withDecimalPoints(printed: string): string {
  return printed.replace(/(?<=\d)[.,](?=\d)|(?<![\d.,]),(?=\d)/g, (mark) =>
    mark === ',' ? '.' : ',',
  );
}

/** The digits without zeros in front that say nothing, and zero without a sign. */
export function withoutLeadingZeros(value: Decimal): Decimal {
  return value.replace(/^(-?)0+(?=\d)/, '$1').replace(/^-(?=[0.]+$)/, '') as Decimal;
}

function exponentsApart(text: string): string {
  return text
    .replace(TIMES_TEN_RAISED, (_, digit: string, sign: string, raised: string) =>
      exponent(
        digit,
        sign === '⁻' ? '-' : '',
        Array.from(raised, (one) => RAISED.indexOf(one)).join(''),
      ),
    )
    .replace(TIMES_TEN, (_, digit: string, sign: string, power: string) =>
      exponent(digit, sign, power),
    )
    .replace(E_NOTATION, (_, digit: string, sign: string, power: string) =>
      exponent(digit, sign, power),
    );
}

function exponent(digit: string, sign: string, power: string): string {
  return `${digit} e${sign === '-' ? '~' : ''}${power}`;
}
