import { isLedgerError, LedgerError } from '@ledger/kernel';
import { CODE_FORM, isCode, isWord } from '../text/names.js';
import { parsePeriod, type Period } from '../time/period.js';
import {
  comparesWithSomething,
  comparisonOf,
  isStatistic,
  parseLevel,
  type Statistic,
} from './statistic.js';

declare const key: unique symbol;

/** The one text form of a figure's identity; see {@link figureKey}. */
export type FigureKey = string & { readonly [key]: true };

/** What makes a figure this figure and no other. */
export interface FigureIdentity {
  readonly measure: string;
  readonly area: string;
  readonly period: Period;
  readonly statistic: Statistic;
  /**
   * What the statistic is against: the period a change compares with, the measure a share is a
   * share of or a rate is to, the period in which an index is 100, the level in percent of a
   * percentile or a confidence bound.
   */
  readonly comparedWith?: string;
  /** Further named dimensions, in no particular order here and in name order in the key. */
  readonly breakdown: Readonly<Record<string, string>>;
}

/** A text that is no figure's key. */
export class MalformedFigureKey extends LedgerError {
  readonly code = 'malformed-figure-key';
  readonly kind = 'refusal';

  constructor(
    readonly text: string,
    readonly reason: string,
  ) {
    super(`"${text.slice(0, 200)}" is not a figure's key: ${reason}.`);
  }
}

/**
 * Longest key: room for a measure and an area of the longest codes and sixteen dimensions of usual
 * ones. PostgreSQL indexes no row of more than 2,700 bytes, and indexes keys beside a code.
 */
export const KEY_CHARACTERS_MAX = 1_200;

/** Path words that follow a key in addresses and so can be no part of one. */
export const RESERVED_WORDS = ['history', 'evidence', 'provenance'] as const;

/**
 * The key of a figure:
 * `<measure>/<area>/<period>[/<statistic>[~<compared-with>]][/<name>=<value>…]`.
 *
 * The statistic `value` is left out. Equal identities have equal keys, different ones different.
 *
 * @throws {MalformedFigureKey} if the key would be longer than {@link KEY_CHARACTERS_MAX}
 */
export function figureKey(identity: FigureIdentity): FigureKey {
  let text = `${identity.measure}/${identity.area}/${identity.period}`;
  if (identity.statistic !== 'value') text += `/${identity.statistic}`;
  if (identity.comparedWith !== undefined) text += `~${identity.comparedWith}`;
  const names = Object.keys(identity.breakdown);
  if (names.length > 1) names.sort();
  for (const name of names) text += `/${name}=${identity.breakdown[name]}`;
  if (text.length > KEY_CHARACTERS_MAX) {
    throw new MalformedFigureKey(text, `it has more than ${KEY_CHARACTERS_MAX} characters`);
  }
  return text as FigureKey;
}

/**
 * Reads a key back into the identity it names.
 *
 * @throws {MalformedFigureKey} unless the text is exactly what {@link figureKey} would write
 */
export function parseFigureKey(text: string): FigureIdentity {
  const [measure, area, period, ...rest] = text.split('/');
  if (measure === undefined || area === undefined || period === undefined) {
    throw new MalformedFigureKey(text, 'it needs a measure, an area and a period');
  }
  const identity: FigureIdentity = {
    measure: checked(text, measure, 'measure', isCode),
    area: checked(text, area, 'area', isCode),
    period: periodOf(text, period),
    ...statisticOf(text, rest[0]),
    breakdown: breakdownOf(text, hasStatistic(rest[0]) ? rest.slice(1) : rest),
  };
  if (figureKey(identity) !== text) {
    throw new MalformedFigureKey(text, `it is written ${figureKey(identity)}`);
  }
  return identity;
}

/** The name of the stream a figure's events are on. */
export function figureStream(figure: FigureKey): string {
  return `${FIGURE_STREAM_PREFIX}${figure}`;
}

/** How the names of all streams of figures begin. */
export const FIGURE_STREAM_PREFIX = 'figure-';

function hasStatistic(segment: string | undefined): segment is string {
  return segment !== undefined && !segment.includes('=');
}

function checked(
  text: string,
  word: string,
  what: string,
  accepts: (word: string) => boolean,
): string {
  if (!accepts(word)) {
    throw new MalformedFigureKey(text, `"${word}" is not a ${what}: use ${CODE_FORM}`);
  }
  return word;
}

function periodOf(text: string, period: string): Period {
  try {
    return parsePeriod(period);
  } catch (cause) {
    if (isLedgerError(cause)) {
      throw new MalformedFigureKey(text, `"${period}" is not a period`);
    }
    throw cause;
  }
}

function statisticOf(
  text: string,
  segment: string | undefined,
): Pick<FigureIdentity, 'statistic' | 'comparedWith'> {
  if (!hasStatistic(segment)) return { statistic: 'value' };
  const tilde = segment.indexOf('~');
  const statistic = tilde < 0 ? segment : segment.slice(0, tilde);
  if (!isStatistic(statistic) || statistic === 'value') {
    throw new MalformedFigureKey(text, `"${statistic}" is not a statistic of a key`);
  }
  if (comparesWithSomething(statistic) !== tilde >= 0) {
    throw new MalformedFigureKey(
      text,
      tilde < 0 ? `${statistic} compares with something` : `${statistic} compares with nothing`,
    );
  }
  if (tilde < 0) return { statistic };
  const comparedWith = segment.slice(tilde + 1);
  if (!isComparedWith(comparedWith, statistic)) {
    throw new MalformedFigureKey(text, `"${comparedWith}" is not something to compare with`);
  }
  return { statistic, comparedWith };
}

/**
 * The measure a figure is compared with, if it is one: periods begin with a digit or with
 * `unstated@`, codes of measures with neither.
 */
export function comparedMeasure(comparedWith: string | undefined): string | undefined {
  if (comparedWith === undefined || /^\d/.test(comparedWith)) return undefined;
  return isCode(comparedWith) ? comparedWith : undefined;
}

/** True for what the statistic compares with, in canonical text. */
export function isComparedWith(text: string, statistic: Statistic): boolean {
  const wanted = comparisonOf(statistic);
  if (wanted === 'level') return parseLevel(text) === text;
  if (comparedMeasure(text) !== undefined) return wanted !== 'period';
  if (wanted === 'measure') return false;
  try {
    return parsePeriod(text) === text;
  } catch {
    return false;
  }
}

function breakdownOf(text: string, segments: readonly string[]): Record<string, string> {
  const breakdown: Record<string, string> = {};
  for (const segment of segments) {
    const at = segment.indexOf('=');
    const name = segment.slice(0, at);
    const value = segment.slice(at + 1);
    if (at < 1 || !isWord(name) || !isCode(value) || Object.hasOwn(breakdown, name)) {
      const form = `write name=member, once for each name, with ${CODE_FORM}`;
      throw new MalformedFigureKey(text, `"${segment}" is not a breakdown: ${form}`);
    }
    breakdown[name] = value;
  }
  return breakdown;
}
