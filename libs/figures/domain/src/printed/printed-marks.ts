import { type Marker, isMarker } from './print.js';
import { moneySignOf } from './printed-money.js';
import { MARKER_WORDS } from './printed-vocabulary.js';
import { isUnitOfKind } from './unit-nouns.js';

/** A printed text without the marks at its ends, and the markers that these were. */
export interface MarkedText {
  readonly text: string;
  /** Each once, in the order of the page. */
  readonly markers: readonly Marker[];
}

const BRACKETED_BEHIND = /^(.*[^£€$¥\s]) ?[[(]([^[\]()]+)[\])]$/;
const BRACKETED_BEFORE = /^[[(]([^[\]()]+)[\])] ?(.*\d.*)$/;
const NOTE_NAME = String.raw`(?:\d{1,3}|[a-z])`;
const NOTE_NAMES = String.raw`${NOTE_NAME}(?:(?:, ?| and | ?& ?)(?:note )?${NOTE_NAME})*`;
const NOTE = new RegExp(String.raw`^(?:see )?(?:foot)?notes?(?: ?${NOTE_NAMES})?$`);
const NOTE_NUMBERS = /^\d{1,2}(?:, ?\d{1,2})*$/;
const NOTE_SIGNS = /(?<=\S) ?[*†‡§¶#]+$/;
const RAISED_DIGITS = /(?<=\S) ?[⁰¹²³⁴-⁹]+(?:[,⁾, ]+[⁰¹²³⁴-⁹]+)*$/;
const RAISED_LETTER = /(?<=\S) ?([ᵖʳᵉᵇ])$/;

/** Of `5 m²` and `5 km³` the raised digit belongs to the unit; of `£5m²` it is a note's. */
const RAISED_UNIT = /(?<!\p{L})(?:[cdkm]?m|ft|yd|in|mi)[²³]$/u;

/**
 * A bare letter or short word behind a number is a marker as Eurostat prints it. Letters that
 * replace a number are not among them.
 */
const BARE_BEHIND = /^(.*[\d%)\]½]) ?(p|r|e|b|u|f|d|n|s|er|ns|low|prov|rev|est)$/;

/**
 * A tidied text without its marks: markers (`[p]`, `(p, r)`, `(provisional)`) and references to
 * notes (`¹`, `†`, `*`, `[note 1]`, `[1]`).
 *
 * @returns two where a bare letter can be a marker or a part of the number: of `12 b` the b is a
 *   break in series or billions; of `50p` it is pence in GBP, and nothing else
 */
export function withoutMarks(text: string, unit: string): readonly MarkedText[] {
  const whole = peelAll({ text, markers: [] });
  const [, rest = '', letter = ''] = BARE_BEHIND.exec(whole.text) ?? [];
  if (letter === '' || isUnitOfKind(letter, unit)) return [whole];
  return [whole, peelAll(marked(rest, whole.markers, markersListed(letter)))];
}

/** The markers that a text in brackets lists: both of `p, r`; none if it is no such list. */
export function markersListed(text: string): readonly Marker[] {
  const whole = markerNamed(text.trim());
  if (whole !== undefined) return [whole];
  const markers = text
    .trim()
    .split(/[\s,;/&]+/)
    .map(markerNamed);
  return markers.every((marker) => marker !== undefined) ? markers : [];
}

function markerNamed(word: string): Marker | undefined {
  return isMarker(word) ? word : MARKER_WORDS.get(word);
}

function peelAll(marked: MarkedText): MarkedText {
  const peeled = peel(marked);
  return peeled === null ? marked : peelAll(peeled);
}

function peel({ text, markers }: MarkedText): MarkedText | null {
  const behind = BRACKETED_BEHIND.exec(text);
  if (behind !== null) return withoutBrackets(behind[1], behind[2], markers);
  const before = BRACKETED_BEFORE.exec(text);
  const leading = before === null ? [] : markersListed(before[1] ?? '');
  if (leading.length > 0) return marked(before?.[2] ?? '', markers, leading);
  const raised = RAISED_LETTER.exec(text);
  if (raised !== null) {
    return marked(text.slice(0, raised.index), markers, markersListed(raised[1] ?? ''));
  }
  if (RAISED_UNIT.test(text) && moneySignOf(text) === undefined) return null;
  const rest = text.replace(NOTE_SIGNS, '').replace(RAISED_DIGITS, '');
  return rest === text ? null : { text: rest, markers };
}

function withoutBrackets(
  text = '',
  content = '',
  markers: readonly Marker[],
): MarkedText | null {
  if (NOTE.test(content) || (NOTE_NUMBERS.test(content) && /\d/.test(text))) {
    return { text, markers };
  }
  const listed = markersListed(content);
  return listed.length === 0 ? null : marked(text, markers, listed);
}

function marked(text: string, known: readonly Marker[], found: readonly Marker[]): MarkedText {
  return { text: text.trimEnd(), markers: [...new Set([...known, ...found])] };
}
