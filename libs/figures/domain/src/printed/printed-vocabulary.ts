import type { Marker, Qualifier } from './print.js';

/**
 * The words and signs that are known around a printed number, and what each means. A word that
 * is not here, not a unit of the registry and not the measure's own noun is unknown, and a
 * number with an unknown word is refused: `2 crore` taken for 2 is the worst mistake a ledger
 * can make.
 *
 * All in lower case; words in the singular, as the plural in -s is known with each.
 */
const SCALES: readonly (readonly [size: number, words: string])[] = [
  [2, 'pair|couple'],
  [12, 'dozen'],
  [20, 'score'],
  [100, 'hundred'],
  [1e3, 'thousand|thou|grand|k|tsd'],
  [1e5, 'lakh|lac'],
  [1e6, 'million|m|mn|mln|mil|mill|mio'],
  [1e7, 'crore'],
  [1e9, 'billion|b|bn|bln|milliard|mrd'],
  [1e12, 'trillion|tn|trn'],
  [1e15, 'quadrillion'],
];

/** What a hedge makes of a number; none where the words say that it is no hedge. */
type Hedge = readonly [qualifiers: readonly Qualifier[], phrases: string];

const ABOUT: readonly Qualifier[] = ['approximately'];
const LEAST: readonly Qualifier[] = ['at-least'];
const MOST: readonly Qualifier[] = ['at-most'];

const HEDGES_BEFORE: readonly Hedge[] = [
  [
    ABOUT,
    '~|≈|≃|∼|about|around|approximately|approx|approx.|circa|ca|ca.|c.|c|roughly|some|nearly|' +
      'almost|close to|close on|approaching|getting on for|' +
      'in the region of|in the order of|of the order of|broadly',
  ],
  [
    LEAST,
    '>|≥|>=|=>|⩾|more than|over|above|at least|exceeding|in excess of|upwards of|upward of|' +
      'no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|' +
      'greater than|well over|well above|at a minimum|minimum|min.|min|north of|' +
      'as few as|as little as',
  ],
  [
    MOST,
    '<|≤|<=|=<|⩽|less than|fewer than|under|below|up to|at most|no more than|not more than|' +
      'a maximum of|maximum of|as many as|as much as|not exceeding|not over|well under|' +
      'well below|lower than|maximum|max.|max',
  ],
  [
    ['approximately', 'at-least'],
    'just over|slightly over|slightly more than|a little over|just above|just more than|' +
      'little more than|a little more than',
  ],
  [
    ['approximately', 'at-most'],
    'not quite|just under|slightly under|slightly less than|a little under|just below|' +
      'slightly fewer than|just less than|just short of|a little less than',
  ],
  [['approximately', 'exact'], 'an estimated|estimated|est.|est'],
  [
    [],
    'a total of|total of|a further|further|another|an additional|additional|only|just|' +
      'an average of|an extra|extra|=',
  ],
  [['exact'], 'exactly|precisely'],
];

const HEDGES_BEHIND: readonly Hedge[] = [
  [
    LEAST,
    '+|plus|or more|or over|or above|or greater|or higher|and over|and above|and more|and up|' +
      'at least|at a minimum',
  ],
  [
    MOST,
    'or fewer|or less|or under|or below|or lower|and under|and below|at most|at a maximum|' +
      'maximum|max|max.',
  ],
  [
    ABOUT,
    'odd|ish|or so|or thereabouts|approx|approx.|approximately|roughly|(approx.)|(approx)|' +
      '(approximately)',
  ],
];

/** Words that give the direction of a change, as a sign does. */
const DIRECTIONS_BEFORE: readonly (readonly [sign: '+' | '-', phrases: string])[] = [
  [
    '+',
    '▲|↑|⬆|up|up by|plus|positive|rose|rose by|a rise of|rise of|increased|increased by|' +
      'an increase of|increase of|grew|grew by|growth of|a gain of',
  ],
  [
    '-',
    '▼|↓|⬇|down|down by|minus|negative|fell|fell by|a fall of|fall of|decreased|' +
      'decreased by|a decrease of|decrease of|dropped|dropped by|a drop of|drop of|' +
      'a reduction of|reduction of|reduced by|declined|declined by|a decline of|decline of|' +
      'a loss of',
  ],
];

const DIRECTIONS_BEHIND: readonly (readonly [sign: '+' | '-', phrases: string])[] = [
  ['+', '▲|↑|⬆|up|higher|more|increase|rise|growth'],
  ['-', '▼|↓|⬇|down|lower|fewer|less|decrease|fall|drop|reduction|decline'],
];

/** Words for markers, beside their own shorthand. */
export const MARKER_WORDS: ReadonlyMap<string, Marker> = new Map([
  ['provisional', 'p'],
  ['prov', 'p'],
  ['prov.', 'p'],
  ['revised', 'r'],
  ['rev', 'r'],
  ['rev.', 'r'],
  ['estimate', 'e'],
  ['estimated', 'e'],
  ['est', 'e'],
  ['est.', 'e'],
  ['forecast', 'f'],
  ['confidential', 'c'],
  ['suppressed', 'c'],
  ['not available', 'x'],
  ['not applicable', 'z'],
  ['no data', 'w'],
  ['ᵖ', 'p'],
  ['ʳ', 'r'],
  ['ᵉ', 'e'],
  ['ᵇ', 'b'],
]);

/** Signs that replace a number, with the markers each can mean. */
export const STAND_INS: ReadonlyMap<string, readonly Marker[]> = new Map<
  string,
  readonly Marker[]
>([
  ['..', ['x']],
  ['...', ['x']],
  ['…', ['x']],
  [':', ['x']],
  ['n/a', ['x', 'z']],
  ['na', ['x', 'z']],
  ['n.a.', ['x', 'z']],
  ['.', ['x', 'z']],
  ['*', ['c', 'low', 'x']],
  ['-', ['w', 'x', 'z']],
  ['--', ['w', 'x', 'z']],
]);

/** Words for no change: 0 in percent and in points. */
export const UNCHANGED = ['unchanged', 'no change'];

/** Words that give the direction of a change in points, but not its size. */
export const DIRECTIONS: ReadonlyMap<string, 'at-least' | 'at-most'> = new Map([
  ...['up', 'increase', 'increased', 'rise', 'rose', 'risen', 'higher'].map(
    (word) => [word, 'at-least'] as const,
  ),
  ...['down', 'decrease', 'decreased', 'fall', 'fell', 'fallen', 'lower'].map(
    (word) => [word, 'at-most'] as const,
  ),
]);

/** Words that judge a change in points: which direction is better depends on the measure. */
export const JUDGEMENTS: ReadonlySet<string> = new Set([
  ...['improved', 'improvement', 'better'],
  ...['worsened', 'worse', 'deteriorated', 'deterioration'],
]);

/** Nouns that fit any measure that counts one by one. */
const CASES = 'case|incident|instance|occurrence|item|record';

/** Nouns that count people. */
const PEOPLE =
  'people|person|individual|human|man|woman|child|boy|girl|adult|officer|constable|sergeant|' +
  'staff|member|employee|worker|volunteer|cadet|victim|suspect|offender|detainee|prisoner|' +
  'patient|pupil|student|resident|inhabitant|citizen|doctor|nurse|teacher|applicant|claimant|' +
  'visitor|user|participant|respondent|passenger|police';

/** Scales that a letter or two means beside some money only: the `cr` of an account is credit. */
const SCALES_OF_MONEY: readonly (readonly [size: number, words: string, units: RegExp])[] = [
  [1e7, 'cr', /^(?:INR|PKR|LKR|NPR|BDT)$/],
  [1e12, 't', /^[A-Z]{3}$/],
];

const words = (text: string): readonly string[] => text.split('|');

const SCALE_OF: ReadonlyMap<string, number> = new Map(
  SCALES.flatMap(([size, names]) => words(names).map((name) => [name, size])),
);
const SCALES_IN_PLURAL: ReadonlyMap<string, number> = new Map(
  [...SCALE_OF].filter(([name]) => name.length > 3).map(([name, size]) => [`${name}s`, size]),
);

/** The words of every scale, for messages. */
export const SCALE_WORDS: readonly string[] = [...SCALE_OF.keys()];

/** 1000 for "thousand", "thousands" or "k"; undefined for a word that is no scale. */
export function scaleOf(word: string): number | undefined {
  return SCALE_OF.get(word) ?? SCALES_IN_PLURAL.get(word);
}

/** As {@link scaleOf}, of the letters that are a scale of that money. */
export function scaleOfMoney(word: string, unit: string): number | undefined {
  return SCALES_OF_MONEY.find(([, name, units]) => name === word && units.test(unit))?.[0];
}

/** Nouns for what is counted in cases. */
export const CASE_NOUNS: ReadonlySet<string> = new Set(words(CASES));

/** Nouns for people. */
export const PEOPLE_NOUNS: ReadonlySet<string> = new Set(words(PEOPLE));

/** A word or sign at one end of a text, with its meaning. */
interface Phrase<Meaning> {
  readonly phrase: string;
  readonly means: Meaning;
}

/** Longest first, so that "just over" is not taken for "just". */
function phrases<Meaning>(
  rows: readonly (readonly [means: Meaning, phrases: string])[],
): readonly Phrase<Meaning>[] {
  return rows
    .flatMap(([means, names]) => words(names).map((phrase) => ({ phrase, means })))
    .sort((left, right) => right.phrase.length - left.phrase.length);
}

const LEADING_HEDGES = phrases(HEDGES_BEFORE);
const TRAILING_HEDGES = phrases(HEDGES_BEHIND);
const LEADING_DIRECTIONS = phrases(DIRECTIONS_BEFORE);
const TRAILING_DIRECTIONS = phrases(DIRECTIONS_BEHIND);

/** A text without a phrase at one of its ends, and what the phrase means. */
export interface WithoutPhrase<Meaning> {
  readonly text: string;
  readonly means: Meaning;
}

/** The text without the hedge it begins or ends with; null if it has none. */
export function withoutHedge(text: string): WithoutPhrase<readonly Qualifier[]> | null {
  return withoutPhrase(text, LEADING_HEDGES, TRAILING_HEDGES);
}

/** The text without the direction it begins or ends with; null if it has none. */
export function withoutDirection(text: string): WithoutPhrase<'+' | '-'> | null {
  return withoutPhrase(text, LEADING_DIRECTIONS, TRAILING_DIRECTIONS);
}

function withoutPhrase<Meaning>(
  text: string,
  leading: readonly Phrase<Meaning>[],
  trailing: readonly Phrase<Meaning>[],
): WithoutPhrase<Meaning> | null {
  // Most texts begin with a digit or the sign of money, and end with a digit or a percent sign.
  for (const { phrase, means } of /^[\d£€$]/.test(text) ? [] : leading) {
    const rest = behindPhrase(text, phrase);
    if (rest !== null) return { text: rest, means };
  }
  for (const { phrase, means } of /[\d%]$/.test(text) ? [] : trailing) {
    const rest = beforePhrase(text, phrase);
    if (rest !== null) return { text: rest, means };
  }
  return null;
}

/**
 * The text behind a phrase it begins with, or null. A word ends at a space, but for the `c` of
 * `c50`, which is no sign of any money.
 */
function behindPhrase(text: string, phrase: string): string | null {
  if (!text.startsWith(phrase)) return null;
  const rest = text.slice(phrase.length);
  const isGlued = phrase.startsWith('c') && phrase.length < 3 && /^[\d£€]/.test(rest);
  if (/\p{L}$/u.test(phrase) && !isGlued && !rest.startsWith(' ')) return null;
  return rest.trim() === '' ? null : rest.trimStart();
}

/** The text in front of a phrase it ends with, or null; a word may hang on a hyphen. */
function beforePhrase(text: string, phrase: string): string | null {
  if (!text.endsWith(phrase)) return null;
  const rest = text.slice(0, -phrase.length);
  if (/^\p{L}/u.test(phrase) && !/[ -]$/.test(rest)) return null;
  const before = rest.replace(/[ -]$/, '');
  return before === '' ? null : before;
}
