import { YEAR_KINDS } from '@ledger/figures-domain';
import Type, { type Static } from 'typebox';
import { code, decimalText, word } from './formats.js';
import { REPORT_RULES } from './report-rules.js';
import { described, listOf, namesIn, noted, object, enumOf, orNull, textOf } from './schema.js';
import {
  breakdown,
  change,
  locator,
  marker,
  printedBeside,
  qualifier,
  role,
  statistic,
} from './vocabulary.js';

/** More dimensions than any table has; bounds the cost of one key. */
export const BREAKDOWN_NAMES_MAX = 16;

/** Longest printed token of a report. */
export const PRINTED_CHARACTERS_MAX = 200;

/** Longest note of a report. */
export const NOTE_CHARACTERS_MAX = 500;

/** Longest name of a unit. */
export const UNIT_CHARACTERS_MAX = 60;

const required = {
  publication: word,
  measure: code,
  area: code,
  period: described(
    textOf(),
    'In any form that has one meaning: 2024, 2024-05, 2024-05..2024-07, 2024-Q2, FY2018-19.',
  ),
  printed: described(textOf(PRINTED_CHARACTERS_MAX), 'The token as it stands on the page.'),
  unit: textOf(UNIT_CHARACTERS_MAX),
  locator,
};

const optional = {
  yearKind: described(
    enumOf(YEAR_KINDS),
    'What two years written together in a period, as 2016/17 or 201617, mean here.',
  ),
  statistic: noted(statistic, { default: 'value' }),
  comparedWith: described(
    textOf(),
    'What the statistic is against: a period, a measure, or of percentiles and bounds a level.',
  ),
  breakdown: noted(breakdown, { maxProperties: BREAKDOWN_NAMES_MAX }),
  value: described(
    orNull(decimalText),
    'Left out, it is read from `printed`, with the qualifier and markers that are left out too; ' +
      'null beside a marker that says why there is none.',
  ),
  scale: noted(printedBeside.scale, { default: 0 }),
  precision: printedBeside.precision,
  qualifier: noted(qualifier, { default: 'exact' }),
  markers: listOf(marker),
  role: noted(role, { default: 'primary' }),
  change,
  note: textOf(NOTE_CHARACTERS_MAX),
};

const fields = object(required, optional);

/** The fields of a report, including the optional ones; no others are allowed. */
export type Report = Static<typeof fields>;

/** The names of a report's fields. */
export const REPORT_FIELDS = namesIn(fields);

/** A report as upstream systems write it, the same over HTTP, over Kafka and in NDJSON files. */
export const REPORT = Type.Unsafe<Report>({
  description: 'Publication P prints figure F as V at L.',
  ...fields,
  ...REPORT_RULES,
});
