import {
  CHANGE_KINDS,
  MOVE_KINDS,
  MARKERS,
  MEASURE_KINDS,
  POLARITIES,
  PUBLICATION_STATUSES,
  QUALIFIERS,
  REPORT_OUTCOMES,
  REVISION_KINDS,
  ROLES,
  SCALE_MAX,
  SCALE_MIN,
  STATISTICS,
  VALUE_TYPES,
  type Announcement,
  type Marker,
  type Restatement,
} from '@ledger/figures-domain';
import Type, { type TSchema } from 'typebox';
import { anyText, code, count, decimal, period, text, word } from './formats.js';
import {
  constant,
  described,
  listOf,
  mapOf,
  namesIn,
  noted,
  object,
  enumOf,
  orNull,
  textLike,
  textOf,
  type Notes,
  type SchemaOf,
} from './schema.js';
import { schemaFor } from './same-type.js';

/** Longest caption or reference of a locator. */
export const LOCATOR_CHARACTERS_MAX = 300;

/** Longest reason that a report gives for a change. */
export const REASON_CHARACTERS_MAX = 500;

/** A marker beside a number. */
export const marker = enumOf(Object.keys(MARKERS) as Marker[]);
/** How a number is hedged. */
export const qualifier = enumOf(QUALIFIERS);
/** Whether a number is the publication's own, or quoted beside it. */
export const role = enumOf(ROLES);
/** Which number of a measure. */
export const statistic = enumOf(STATISTICS);
/** What sort of number a measure has. */
export const valueType = enumOf(VALUE_TYPES);
/** How numbers of a measure add up over time. */
export const measureKind = enumOf(MEASURE_KINDS);
/** Whether a rise is good. */
export const polarity = enumOf(POLARITIES);
/** Whether a publication is open to the public. */
export const publicationStatus = enumOf(PUBLICATION_STATUSES);
/** Whether a figure has a value at the clocks of an answer. */
export const figureState = enumOf(['unreported', 'reported', 'withdrawn']);
/** Why a value changed. */
export const revisionKind = enumOf(REVISION_KINDS);

/** What a report did to a figure: the outcome of the event that holds it. */
export const move = enumOf(Object.values(REPORT_OUTCOMES));

/** How two publications compare on a figure. */
export const COMPARED = ['agreeing', 'differing', 'only-in-a', 'only-in-b'] as const;

/** One of {@link COMPARED}. */
export type Compared = (typeof COMPARED)[number];

/** What can happen to a figure: a publication's move, or what we said of our own capture. */
export const moveKind = enumOf(MOVE_KINDS);

/** The orders of a list of changes. */
export const CHANGE_SORTS = ['newest', 'largest', 'largest-relative', 'oldest-value'] as const;

/** One of {@link CHANGE_SORTS}. */
export type ChangeSort = (typeof CHANGE_SORTS)[number];

/** The breakdown of a figure: dimensions and their members. */
export const breakdown = mapOf(code, { propertyNames: word });

/** What identifies a figure. */
export const figure = object(
  { measure: code, area: code, period, statistic, breakdown },
  { comparedWith: text },
);

/**
 * The schema of a locator.
 *
 * @param caption schema of a caption or reference
 */
export function locatorOf<Caption extends TSchema>(caption: Caption) {
  const captions = {
    section: caption,
    paragraph: caption,
    table: caption,
    row: caption,
    column: caption,
    reference: caption,
  };
  const fields = object({}, { ...captions, line: count, occurrence: count, order: count });
  return noted(fields, { minProperties: 1 });
}

/** Where in a publication a figure stands. */
export const locator = locatorOf(textOf(LOCATOR_CHARACTERS_MAX));

/** The optional fields of a number as printed. */
export const printedBeside = {
  scale: Type.Integer({
    minimum: SCALE_MIN,
    maximum: SCALE_MAX,
    description: 'The power of ten of the heading: 6 of 7,107 in a table in millions.',
  }),
  precision: described(
    constant('unknown'),
    'The source drops trailing zeros: 64.2 may be 64.20, and agrees with what equals it.',
  ),
};

/** The required fields of a number as printed. */
export const printed = {
  value: described(orNull(decimal), 'Null beside a marker that says why there is none.'),
  printed: described(text, 'The token as it stands on the page.'),
  unit: text,
  qualifier,
  markers: listOf(marker, { uniqueItems: true }),
};

/** Where a change of basis was announced. */
export const notice = object({ publication: word }, { line: count });

/** The decimal mark of a publication. */
export const decimalMark = textLike<','>('^,$', 'Absent if it is a point.');

/** The fields of a change; those of a restatement are all there are. */
type ChangeFields = Omit<Restatement, 'kind'> & Pick<Announcement, 'kind'>;

const changeFields = (reason: SchemaOf<string>) =>
  schemaFor<ChangeFields>()(
    object(
      { kind: enumOf(CHANGE_KINDS), reason },
      {
        definitionVersion: described(
          count,
          'Of a restatement: the version of the definition the number is on. A report of a ' +
            'restatement has this or a notice.',
        ),
        notice: described(notice, 'Of a restatement: where the change of basis was said.'),
      },
    ),
  );

/**
 * What a publication says about a change. One object with a rule for the fields of a
 * restatement: client generators lose a choice between two.
 *
 * @param reason schema of a reason
 * @param ofRestatement further rules of a restatement
 */
export function changeOf(
  reason: SchemaOf<string>,
  ofRestatement?: Notes,
): SchemaOf<Announcement> & { readonly type: 'object' } {
  return Type.Unsafe<Announcement>({
    ...changeFields(reason),
    if: { properties: { kind: { const: 'restatement' } } },
    ...(ofRestatement === undefined ? {} : { then: ofRestatement }),
    else: { properties: { definitionVersion: false, notice: false } },
  }) as SchemaOf<Announcement> & { readonly type: 'object' };
}

/** The kind, the reason and at least one of a definition version and a notice. */
const WITH_BASIS = { minProperties: 3 };

/** What a report says about a change: a restatement names its basis. */
export const change = changeOf(textOf(REASON_CHARACTERS_MAX), WITH_BASIS);

/** The names of a change's fields. */
export const CHANGE_FIELDS = namesIn(changeFields(text));

/** The names of a notice's fields. */
export const NOTICE_FIELDS = namesIn(notice);

/** Whether there is another page, and where it begins. */
export const nextPage = { next: orNull(anyText) };
