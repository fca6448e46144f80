import {
  KEY_CHARACTERS_MAX,
  MARKERS,
  QUALIFIERS,
  ROLES,
  SCALE_MAX,
  SCALE_MIN,
  STATISTICS,
  type FigureIdentity,
  type Locator,
  type PrintedValue,
} from '@ledger/figures-domain';
import {
  described,
  listOf,
  objectOf,
  oneOfWords,
  orNull,
  textLike,
  textOf,
  type JsonSchema,
  type SchemaOf,
} from './json-schema.js';

export const text = textOf();
export const boolean: JsonSchema = { type: 'boolean' };
export const integer: JsonSchema = { type: 'integer', minimum: 0 };
export const count: JsonSchema = { type: 'integer', minimum: 1 };
export const decimal = textLike(
  '^[+-]?\\d+(\\.\\d+)?$',
  'An exact decimal as text, with the digits that were published.',
);
export const instant = textLike(
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  'A moment in UTC.',
);
export const uuid = textLike('^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
export const sha256 = textLike('^[0-9a-f]{64}$');
export const position = textLike(
  '^[1-9]\\d*$',
  'Place in the whole record: rises with every event. Of two messages with one key, the one ' +
    'with the higher position is the later.',
);
export const code = textLike('^[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)*$');
export const word = textLike('^[a-z0-9]+(-[a-z0-9]+)*$');
export const day = textLike('^\\d{4}-\\d{2}-\\d{2}$');
export const publishedDate = textLike(
  '^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z)?)?)?$',
  'A year, month, day or moment: as precise as is known.',
);
export const figureKey = described(
  textOf(KEY_CHARACTERS_MAX),
  '<measure>/<area>/<period>[/<statistic>[~<compared-with>]][/<name>=<value>…]',
);
export const breakdown: JsonSchema = {
  type: 'object',
  propertyNames: word,
  additionalProperties: code,
};

export const figure: SchemaOf<FigureIdentity> = objectOf<FigureIdentity>(
  { measure: code, area: code, period: text, statistic: oneOfWords(STATISTICS), breakdown },
  { comparedWith: text },
);

/** @param caption what a caption or reference looks like */
export function locatorOf(caption: JsonSchema): SchemaOf<Locator> {
  const fields = objectOf<Locator>(
    {},
    {
      section: caption,
      paragraph: caption,
      table: caption,
      row: caption,
      column: caption,
      line: count,
      occurrence: count,
      order: count,
      reference: caption,
    },
  );
  return { ...fields, minProperties: 1 };
}

const markers = listOf(oneOfWords(Object.keys(MARKERS)), { uniqueItems: true });
export const role = oneOfWords(ROLES);
export const decimalMark = described(
  textLike('^,$'),
  'How the publication writes decimals; absent if with a point.',
);

/** The fields of a number as printed that stand there where they say something. */
export const printedBeside = {
  scale: {
    type: 'integer',
    minimum: SCALE_MIN,
    maximum: SCALE_MAX,
    description: 'The power of ten of the heading: 6 of `7,107` in a table in millions.',
  },
  precision: {
    type: 'string',
    const: 'unknown',
    description:
      'The source drops trailing zeros: 64.2 may be 64.20, and agrees with what equals it.',
  },
} as const satisfies Partial<Record<keyof PrintedValue, JsonSchema>>;

/** The fields of a number as printed that are always there. */
export const printedFields = {
  value: described(orNull(decimal), 'Null beside a marker that says why there is none.'),
  printed: described(text, 'The token as it stands on the page.'),
  unit: text,
  qualifier: oneOfWords(QUALIFIERS),
  markers,
} as const satisfies Record<
  Exclude<keyof PrintedValue, keyof typeof printedBeside>,
  JsonSchema
>;
