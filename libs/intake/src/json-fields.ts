import { CODE_FORM, WORD_FORM, isWord } from '@ledger/figures-domain';
import { isStorableText, textFault } from '@ledger/kernel';
import { MalformedReport } from './malformed-report.js';

/** An unvalidated JSON object without fields other than those named. */
export type JsonObject<Name extends string = string> = { readonly [Field in Name]?: unknown };

/** How much of a caller's own text a message quotes. */
const QUOTED_CHARACTERS_MAX = 60;

/**
 * The value as an object without fields other than those named.
 *
 * @throws {MalformedReport} an unknown field is more likely a mistake than meant to be ignored
 */
export function objectAt<Name extends string>(
  value: unknown,
  path: string,
  fields?: ReadonlySet<Name>,
): JsonObject<Name> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new MalformedReport(path, 'must be a JSON object');
  }
  if (fields !== undefined) {
    const known: ReadonlySet<string> = fields;
    for (const name of Object.keys(value)) {
      if (!known.has(name)) throw new MalformedReport(fieldPath(path, name), 'is not known');
    }
  }
  return value;
}

/**
 * @throws {MalformedReport} unless it is a text of 1 to `charactersMax` characters, without
 *   control characters other than tabs and line ends
 */
export function textAt(value: unknown, path: string, charactersMax: number): string {
  if (typeof value !== 'string') throw new MalformedReport(path, mustBe(value, 'a text'));
  if (value === '' || value.length > charactersMax) {
    throw new MalformedReport(path, `must have 1 to ${charactersMax} characters`);
  }
  if (isStorableText(value)) return value;
  throw new MalformedReport(path, `has ${textFault(value)}`);
}

/**
 * Reads one of some words.
 *
 * @throws {MalformedReport} unless it is one of the words
 */
export function wordAt<Word extends string>(
  value: unknown,
  path: string,
  words: readonly Word[],
): Word {
  const found = words.find((word) => word === value);
  if (found === undefined)
    throw new MalformedReport(path, `must be one of ${words.join(', ')}`);
  return found;
}

/**
 * Reads a name.
 *
 * @throws {MalformedReport} unless it is a name of the given grammar
 */
export function nameAt(
  value: unknown,
  path: string,
  isName: (text: string) => boolean,
): string {
  if (typeof value !== 'string') throw new MalformedReport(path, mustBe(value, 'a text'));
  if (!isName(value)) {
    const form = isName === isWord ? WORD_FORM : CODE_FORM;
    throw new MalformedReport(path, `is "${quoted(value)}", which is no name: use ${form}`);
  }
  return value;
}

/**
 * Reads a whole number.
 *
 * @throws {MalformedReport} unless it is a whole number from 1
 */
export function countAt(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
    throw new MalformedReport(path, mustBe(value, 'a whole number from 1'));
  }
  return value;
}

/** The path of a field within the one at `path`. */
export function fieldPath(path: string, name: string): string {
  return path === '' ? quoted(name) : `${path}.${quoted(name)}`;
}

/** A refusal of a field, to follow its name: that it is missing, or what it must be. */
export function mustBe(value: unknown, what: string): string {
  return value === undefined ? `is missing: it must be ${what}` : `must be ${what}`;
}

function quoted(text: string): string {
  return text.slice(0, QUOTED_CHARACTERS_MAX).toWellFormed();
}
