import { MARKERS, QUALIFIERS, STATISTICS, YEAR_KINDS } from '@ledger/figures-domain';
import {
  BREAKDOWN_NAMES_MAX,
  LOCATOR_CHARACTERS_MAX,
  NOTE_CHARACTERS_MAX,
  PRINTED_CHARACTERS_MAX,
  REASON_CHARACTERS_MAX,
  REPORT_RULES,
  UNIT_CHARACTERS_MAX,
} from '@ledger/intake';
import { changeOf } from './figure-schemas.js';
import {
  described,
  listOf,
  oneOfWords,
  orNull,
  textOf,
  type JsonSchema,
} from './json-schema.js';
import { breakdown, code, decimal, locatorOf, printedBeside, role, word } from './words.js';

const FIELDS = {
  publication: word,
  measure: code,
  area: code,
  period: described(
    textOf(),
    'In any form that has one meaning: 2024, 2024-05, 2024-05..2024-07, 2024-Q2, FY2018-19.',
  ),
  yearKind: described(
    oneOfWords(YEAR_KINDS),
    'What two years written together in a period, as 2016/17 or 201617, mean here.',
  ),
  statistic: { ...oneOfWords(STATISTICS), default: 'value' },
  comparedWith: described(
    textOf(),
    'What the statistic is against: a period, a measure, or of percentiles and bounds a level.',
  ),
  breakdown: { ...breakdown, maxProperties: BREAKDOWN_NAMES_MAX },
  value: described(
    orNull(decimal),
    'Left out, it is read from printed, with the qualifier and markers that are left out too; ' +
      'null beside a marker that says why there is none.',
  ),
  printed: described(textOf(PRINTED_CHARACTERS_MAX), 'The token as it stands on the page.'),
  unit: textOf(UNIT_CHARACTERS_MAX),
  scale: { ...printedBeside.scale, default: 0 },
  precision: printedBeside.precision,
  qualifier: { ...oneOfWords(QUALIFIERS), default: 'exact' },
  markers: listOf(oneOfWords(Object.keys(MARKERS))),
  role: { ...role, default: 'primary' },
  locator: locatorOf(textOf(LOCATOR_CHARACTERS_MAX)),
  change: changeOf(textOf(REASON_CHARACTERS_MAX)),
  note: textOf(NOTE_CHARACTERS_MAX),
} as const satisfies Record<string, JsonSchema>;

/** A report as upstream systems write it, the same in HTTP, Kafka and NDJSON files. */
export const REPORT_SCHEMA: JsonSchema = {
  description: 'Publication P prints figure F as V at L.',
  type: 'object',
  additionalProperties: false,
  required: ['publication', 'measure', 'area', 'period', 'printed', 'unit', 'locator'],
  properties: FIELDS,
  ...REPORT_RULES,
};
