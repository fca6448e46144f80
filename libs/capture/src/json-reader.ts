import { isJsonObject, type JsonObject } from '@ledger/kernel';
import type { Problems, SeedLocation } from './capture-problem.js';

/**
 * Reads an object of `publication.json` field by field, and reports every field that is
 * malformed. An unknown field is a problem too: it is most likely a misspelling.
 */
export class JsonReader {
  readonly #object: JsonObject;
  readonly #path: string;
  readonly #place: SeedLocation;
  readonly #problems: Problems;
  readonly #asked = new Set<string>();

  private constructor(
    object: JsonObject,
    path: string,
    place: SeedLocation,
    problems: Problems,
  ) {
    this.#object = object;
    this.#path = path;
    this.#place = place;
    this.#problems = problems;
  }

  /** A reader of the whole document; undefined, with a problem added, if it is not an object. */
  static over(json: unknown, place: SeedLocation, problems: Problems): JsonReader | undefined {
    if (isJsonObject(json)) return new JsonReader(json, '', place, problems);
    problems.add(place, 'malformed-publication', 'The file must hold one JSON object.');
    return undefined;
  }

  /** Adds a problem with one field. */
  fault(name: string, what: string): void {
    this.#problems.add(this.#place, 'malformed-publication', `${this.#path}${name} ${what}.`);
  }

  /** {@link Problems.attempt} at the location of this document. */
  attempt<Value>(read: () => Value): Value | undefined {
    return this.#problems.attempt(this.#place, read);
  }

  text(name: string): string | undefined {
    const value = this.#field(name);
    if (typeof value === 'string' && value !== '') return value;
    this.fault(name, 'must be a text that is not empty');
    return undefined;
  }

  /** Undefined if absent or `null`. */
  optionalText(name: string): string | undefined {
    return this.#field(name) === null ? undefined : this.text(name);
  }

  /** Undefined if absent or `null`. */
  optionalWord<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    return this.#field(name) === null ? undefined : this.word(name, words);
  }

  word<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.#field(name);
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) this.fault(name, `must be one of ${words.join(', ')}`);
    return word;
  }

  /** False if absent. */
  flag(name: string): boolean {
    const value = this.#field(name);
    if (value !== null && typeof value !== 'boolean') this.fault(name, 'must be true or false');
    return value === true;
  }

  /** Distinct texts in any order, returned sorted; undefined if absent or `null`. */
  texts(name: string): readonly string[] | undefined {
    const value = this.#field(name);
    if (value === null) return undefined;
    const texts = Array.isArray(value) ? (value as unknown[]) : [];
    const isText = (one: unknown): one is string => typeof one === 'string' && one !== '';
    if (texts.length > 0 && texts.every(isText) && new Set(texts).size === texts.length) {
      return [...texts].sort();
    }
    this.fault(name, 'must be a list of different texts');
    return undefined;
  }

  count(name: string): number | undefined {
    const value = this.#field(name);
    if (isCount(value)) return value;
    this.fault(name, 'must be a whole number from 1');
    return undefined;
  }

  /** A first and a last line. */
  lines(name: string): readonly [number, number] | undefined {
    const value = this.#field(name);
    const [first, last, more] = Array.isArray(value) ? (value as unknown[]) : [];
    if (isCount(first) && isCount(last) && first <= last && more === undefined) {
      return [first, last];
    }
    this.fault(name, 'must be a first and a last line, counted from 1');
    return undefined;
  }

  object(name: string): JsonReader | undefined {
    const value = this.#field(name);
    const path = `${this.#path}${name}.`;
    if (isJsonObject(value)) return new JsonReader(value, path, this.#place, this.#problems);
    this.fault(name, 'must be an object');
    return undefined;
  }

  /** Undefined if absent or `null`. */
  optionalObject(name: string): JsonReader | undefined {
    return this.#field(name) === null ? undefined : this.object(name);
  }

  /** Reports the fields that were never read. */
  refuseOthers(): void {
    for (const name of Object.keys(this.#object)) {
      if (!this.#asked.has(name)) this.fault(name, 'is no field of it');
    }
  }

  #field(name: string): unknown {
    this.#asked.add(name);
    return Object.hasOwn(this.#object, name) ? (this.#object[name] ?? null) : null;
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}
