import { readFileSync } from 'node:fs';
import type { SettingMistake } from './malformed-settings.js';

/** How to parse one variable. */
export interface Reading<Value> {
  /** The value, or `undefined` if the text is malformed. */
  readonly parse: (text: string) => Value | undefined;
  /** What to give instead, for the error message. */
  readonly expected: string;
  /** True if the text must not be shown in the error message. */
  readonly isSecret?: boolean;
}

/** Reads a file that a variable names; throws as `node:fs` does. */
export type ReadText = (file: string) => string;

const SHOWN_CHARACTERS_MAX = 80;

/**
 * Reads environment variables and collects the mistakes in them, so that all can be reported at
 * once. A variable with an empty value counts as not set, because compose files pass those on.
 */
export class SettingsReader {
  readonly #env: NodeJS.ProcessEnv;
  readonly #readText: ReadText;
  readonly #mistakes: SettingMistake[] = [];

  constructor(env: NodeJS.ProcessEnv, readText: ReadText = readUtf8) {
    this.#env = env;
    this.#readText = readText;
  }

  /** All mistakes so far, in the order they were found. */
  get mistakes(): readonly SettingMistake[] {
    return this.#mistakes;
  }

  /** The text of a variable; `undefined` if it is not set. */
  text(variable: string): string | undefined {
    const text = this.#env[variable];
    return text === '' ? undefined : text;
  }

  /** True if the variable is set to any value. */
  isSet(variable: string): boolean {
    return this.text(variable) !== undefined;
  }

  /** The value of a variable; `undefined` if it is not set or malformed. */
  read<Value>(variable: string, reading: Reading<Value>): Value | undefined {
    const text = this.text(variable);
    if (text === undefined) return undefined;
    const value = reading.parse(text);
    if (value === undefined) this.note(variable, faultOf(text, reading));
    return value;
  }

  /**
   * The parsed contents of the file that a variable names; `undefined` if it is not set or
   * malformed. The contents are never shown.
   */
  file<Value>(
    variable: string,
    { parse, expected }: Omit<Reading<Value>, 'isSecret'>,
  ): Value | undefined {
    const file = this.text(variable);
    if (file === undefined) return undefined;
    const named = `names ${JSON.stringify(file.slice(0, SHOWN_CHARACTERS_MAX))}`;
    try {
      const value = parse(this.#readText(file));
      if (value === undefined)
        this.note(variable, `${named}, which is something else: give ${expected}.`);
      return value;
    } catch (error) {
      this.note(
        variable,
        `${named}, which cannot be read (${codeOf(error)}): give ${expected}.`,
      );
      return undefined;
    }
  }

  /** An integer up to a maximum. */
  whole(variable: string, otherwise: number, most: number): number {
    const expected = `a whole number from 0 to ${most}`;
    const parse = (text: string) => {
      const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      return number <= most ? number : undefined;
    };
    return this.read(variable, { parse, expected }) ?? otherwise;
  }

  /** One of the given words. */
  word<Word extends string>(variable: string, words: readonly Word[]): Word | undefined {
    return this.read(variable, {
      parse: (text) => words.find((word) => word === text),
      expected: `one of ${words.join(', ')}`,
    });
  }

  note(setting: string, fault: string): void {
    this.#mistakes.push({ setting, fault });
  }
}

function faultOf(text: string, { expected, isSecret = false }: Reading<unknown>): string {
  if (isSecret)
    return `cannot be read (it is not shown, it may hold a password): give ${expected}.`;
  const shown = JSON.stringify(text.slice(0, SHOWN_CHARACTERS_MAX));
  return `is ${shown}: give ${expected}.`;
}

function readUtf8(file: string): string {
  return readFileSync(file, 'utf8');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no file';
}
