import { parsePublishedDate } from '@ledger/figures-domain';
import type { AskedClocks } from '@ledger/figures-read-models';
import { isLedgerError, MalformedInstant, parseInstant } from '@ledger/kernel';
import { MalformedParameter, UnknownParameter } from '../problem/http-refusals.js';

/** A parsed query string: a name that is repeated has a list of values. */
export type QueryParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Maximum length of one parameter, which bounds the cost of a search. */
export const PARAMETER_CHARACTERS_MAX = 500;

/** The parameter that every read accepts: the position that its answer must reflect. */
export const WAIT_FOR = 'waitFor';

/**
 * Refuses names this operation does not know: a misspelt `publishedBy` must not be answered with
 * the newest vintage.
 *
 * @throws {UnknownParameter}
 */
export function refuseUnknown(query: QueryParameters, known: readonly string[]): void {
  for (const name in query) {
    if (name !== WAIT_FOR && !known.includes(name)) throw new UnknownParameter(name, known);
  }
}

/**
 * Reads one parameter as text; `undefined` if it is absent.
 *
 * @throws {MalformedParameter} it is repeated, blank, too long, or holds a control character
 */
export function readText(query: QueryParameters, name: string): string | undefined {
  const text = query[name];
  if (text === undefined) return undefined;
  if (typeof text !== 'string') throw new MalformedParameter(name, text.join(), 'it once');
  if (text.trim() === '' || text.length > PARAMETER_CHARACTERS_MAX || CONTROL.test(text)) {
    const expected = `1 to ${PARAMETER_CHARACTERS_MAX} characters, none of them a control`;
    throw new MalformedParameter(name, text, expected);
  }
  return text;
}

/**
 * Reads several parameters as texts, leaving out those that are absent.
 *
 * @throws {MalformedParameter}
 */
export function readTexts<Name extends string>(
  query: QueryParameters,
  names: readonly Name[],
): { readonly [Present in Name]?: string } {
  const texts: { [Present in Name]?: string } = {};
  for (const name of names) {
    const text = readText(query, name);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

/** The bounds of a whole number, both included. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * One parameter as a whole number.
 *
 * @throws {MalformedParameter} it is not a whole number, or out of bounds
 */
export function readNumber(
  query: QueryParameters,
  name: string,
  { least, most }: Bounds,
): number | undefined {
  const text = readText(query, name);
  if (text === undefined) return undefined;
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
  throw new MalformedParameter(name, text, `a whole number from ${least} to ${most}`);
}

/**
 * One parameter as one of some words.
 *
 * @throws {MalformedParameter} it is none of them
 */
export function readWord<Word extends string>(
  query: QueryParameters,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = readText(query, name);
  if (text === undefined) return undefined;
  const word = words.find((candidate) => candidate === text);
  if (word === undefined)
    throw new MalformedParameter(name, text, `one of ${words.join(', ')}`);
  return word;
}

/**
 * One parameter read by a rule of the domain.
 *
 * @param expected what to send instead, for the message to the caller
 * @throws {MalformedParameter} the rule refuses it
 */
function readAs<Value>(
  query: QueryParameters,
  name: string,
  { read, expected }: { readonly read: (text: string) => Value; readonly expected: string },
): Value | undefined {
  const text = readText(query, name);
  if (text === undefined) return undefined;
  try {
    return read(text);
  } catch (error) {
    if (isLedgerError(error)) throw new MalformedParameter(name, text, expected);
    throw error;
  }
}

/** The names of the two clocks among the query parameters. */
export const CLOCKS = ['publishedBy', 'recordedBy'] as const;

/**
 * Reads the two clocks of a query.
 *
 * @throws {MalformedParameter} neither a date nor a moment
 */
export function readClocks(query: QueryParameters): AskedClocks {
  const publishedBy = readAs(query, 'publishedBy', CLOCK);
  return { ...(publishedBy === undefined ? {} : { publishedBy }), ...readRecordedBy(query) };
}

/**
 * Reads the recording clock alone, for queries to which publication time does not apply.
 *
 * @throws {MalformedParameter} neither a date nor a moment
 */
export function readRecordedBy(query: QueryParameters): Pick<AskedClocks, 'recordedBy'> {
  const recordedBy = readAs(query, 'recordedBy', CLOCK);
  return recordedBy === undefined ? {} : { recordedBy };
}

const CLOCK = {
  read: checkedMoment,
  expected: 'a year, month or day (2024-09-05, counted to its end) or a moment with its offset',
};

const MOMENT_CHARACTERS = '2024-09-05T13:00:00.000Z'.length;
const CONTROL = /\p{Cc}/u;

function checkedMoment(text: string): string {
  if (text.length <= '2024-09-05'.length) return parsePublishedDate(text);
  // The plus sign of an offset has been decoded to a space, unless the client sent it as %2B.
  const moment = parseInstant(text.replace(/ (?=\d{2}:\d{2}$)/, '+'));
  // Moments are compared as text, and a year of more than four digits would sort elsewhere.
  if (moment.length !== MOMENT_CHARACTERS) throw new MalformedInstant(text);
  return moment;
}
