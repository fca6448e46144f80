import { parsePublishedDate } from '@ledger/figures-domain';
import { isDecimal, isLedgerError, parseInstant, type Decimal } from '@ledger/kernel';

/** A query parameter: how OpenAPI describes it, and how its text is read. */
export interface Parameter<Value> {
  readonly description?: string;
  readonly schema: object;
  readonly example?: string;
  /** What to give, in a refusal. */
  readonly expected: string;
  /** The value of a text that is not blank; undefined if it has none. */
  readonly read: (text: string) => Value | undefined;
  /** The part of a refused text that is wrong; all of it by default. */
  readonly wrongPart?: (text: string) => string;
}

/** The query parameters of an operation, by name; all may be left out. */
export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The values of the parameters that a caller gave. */
export type Asked<Named extends Parameters> = {
  readonly [Name in keyof Named]?: Named[Name] extends Parameter<infer Value> ? Value : never;
};

/** A parameter as OpenAPI describes it. */
export interface DescribedParameter extends Pick<
  Parameter<unknown>,
  'description' | 'schema' | 'example'
> {
  readonly name: string;
  readonly required: boolean;
}

/** Maximum length of one parameter, which bounds the cost of a search. */
export const PARAMETER_CHARACTERS_MAX = 500;

/** What every parameter has to be. */
export const PARAMETER_FORM = `1 to ${PARAMETER_CHARACTERS_MAX} characters, none of them a control`;

const TEXT = { type: 'string', minLength: 1, maxLength: PARAMETER_CHARACTERS_MAX };

/** A parameter with any text. */
export function textParameter(description: string, example?: string): Parameter<string> {
  const shown = example === undefined ? {} : { example };
  return {
    description,
    schema: TEXT,
    ...shown,
    expected: PARAMETER_FORM,
    read: (text) => text,
  };
}

/** A whole number, both bounds included; an upper bound that no caller reaches is not shown. */
export function integerParameter(
  { least, most = Number.MAX_SAFE_INTEGER }: { readonly least: number; readonly most?: number },
  description?: string,
): Parameter<number> {
  const maximum = most === Number.MAX_SAFE_INTEGER ? {} : { maximum: most };
  return {
    ...(description === undefined ? {} : { description }),
    schema: { type: 'integer', minimum: least, ...maximum },
    expected: `a whole number from ${least} to ${most}`,
    read: (text) => {
      const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
      return Number.isSafeInteger(number) && number >= least && number <= most
        ? number
        : undefined;
    },
  };
}

/** A parameter that is one of several words. */
export function wordParameter<const Word extends string>(
  words: readonly Word[],
  notes: { readonly description?: string; readonly default?: Word } = {},
): Parameter<Word> {
  const { description, ...bounds } = notes;
  return {
    ...(description === undefined ? {} : { description }),
    schema: { type: 'string', enum: [...words], ...bounds },
    expected: `one of ${words.join(', ')}`,
    read: (text) => words.find((word) => word === text),
  };
}

/** A parameter that is some of several words, separated by commas. */
export function wordsParameter<const Word extends string>(
  words: readonly Word[],
  description: string,
): Parameter<readonly Word[]> {
  const one = `(?:${words.join('|')})`;
  return {
    description: `${description} Several are separated by commas.`,
    schema: { type: 'string', minLength: 1, pattern: `^${one}(?:,${one})*$` },
    expected: `some of ${words.join(', ')}, separated by commas`,
    read: (text) => {
      const found = text.split(',').map((part) => words.find((word) => word === part));
      return found.every((word) => word !== undefined) ? found : undefined;
    },
  };
}

/** A parameter that is `true` or `false`. */
export function truthParameter(description: string): Parameter<boolean> {
  return {
    description,
    schema: { type: 'boolean' },
    expected: 'true or false',
    read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  };
}

/** An exact decimal that is not negative. */
export function decimalParameter(description: string, example: string): Parameter<Decimal> {
  return {
    description,
    schema: { type: 'string', minLength: 1, pattern: String.raw`^\d+(\.\d+)?$` },
    example,
    expected: 'a decimal that is not negative, as 0.5',
    read: (text) => (/^\d/.test(text) && isDecimal(text) ? text : undefined),
  };
}

/** A clock: a date, counted to its end, or a moment, which is turned into UTC. */
export function clockParameter(description: string, example: string): Parameter<string> {
  return {
    ...textParameter(description, example),
    expected:
      'a year, month or day (2024-09-05, counted to its end) or a moment with its offset',
    read: momentOf,
  };
}

const MOMENT_CHARACTERS = '2024-09-05T13:00:00.000Z'.length;

function momentOf(text: string): string | undefined {
  try {
    if (text.length <= '2024-09-05'.length) return parsePublishedDate(text);
    // The plus sign of an offset has been decoded to a space, unless the client sent it as %2B.
    const moment = parseInstant(text.replace(/ (?=\d{2}:\d{2}$)/, '+'));
    // Moments are compared as text, and a year of more than four digits would sort elsewhere.
    return moment.length === MOMENT_CHARACTERS ? moment : undefined;
  } catch (error) {
    if (isLedgerError(error)) return undefined;
    throw error;
  }
}

/** The parameters as OpenAPI describes them, in their order. */
export function describedParameters(parameters: Parameters): readonly DescribedParameter[] {
  return Object.entries(parameters).map(([name, { description, schema, example }]) => ({
    name,
    required: false,
    ...(description === undefined ? {} : { description }),
    schema,
    ...(example === undefined ? {} : { example }),
  }));
}
