import {
  breakdown,
  change,
  decimal,
  eventId,
  figureState,
  instant,
  listOf,
  locator,
  measureKind,
  move,
  nextPage,
  object,
  oneOf,
  orNull,
  polarity,
  position,
  printed,
  printedBeside,
  revisionKind,
  role,
  sha256,
  statistic,
  text,
  valueType,
  integer,
  type Fields,
  type Schema,
} from './schema-words.js';

const figure = object(
  { measure: text, area: text, period: text, statistic, breakdown },
  { comparedWith: text },
);
const publicationFields: Fields = { id: text, title: text, publisher: text, published: text };
const publicationRef = object(publicationFields);
const printFields: Fields = { ...printed, role, locator, eventId, recordedAt: instant };
const printOptions: Fields = {
  ...printedBeside,
  change,
  note: text,
  firstCapture: object(printed, printedBeside),
};
const print = object({ ...printFields, publication: publicationRef }, printOptions);
const notice = object({ publication: text }, { line: integer });
const since: Fields = { publication: text, published: text, eventId };
const valueInForce = orNull(
  object(
    {
      ...printFields,
      publication: publicationRef,
      since: {
        ...object({ ...since, ...printed }, printedBeside),
        description:
          'Since when the value stands, and how it was printed then: it may have had fewer digits.',
      },
      textSince: {
        ...object(since),
        description: 'Since when it is printed as it is shown.',
      },
    },
    { ...printOptions, definitionVersion: integer, notice },
  ),
);
const clocks = object({ publishedBy: instant, recordedBy: instant });
const datedWithin = object({ publication: text, published: text, visibleFrom: instant });
const versionFields: Fields = { version: integer, definition: text };
const versionOptions: Fields = { validFrom: text, breaks: { type: 'boolean' }, notice };

/** One version of what a measure counts. */
export const measureVersion = object(versionFields, versionOptions);

/** A measure where figures refer to it. */
export const measureLine = object({
  code: text,
  title: text,
  units: listOf(text),
  valueType,
  kind: measureKind,
  polarity,
  owner: text,
  definitionVersion: integer,
});

const part: Fields = { measures: text, area: text, source: text, from: text };
/** Who owns a figure, and by which registration. */
const ownership = object({ owner: text }, part);
/** Who owns which part of the figures, from when on. */
export const registeredOwnership = object({ owner: text }, { ...part, reason: text });

const vintages = object({
  columns: listOf(object({ ...publicationFields, visibleFrom: instant })),
  rows: listOf(
    object({
      key: text,
      cells: listOf(
        object(
          { column: integer, move, role, ...printed },
          { kind: revisionKind, ...printedBeside },
        ),
      ),
    }),
  ),
});

const seriesLine = object({
  area: text,
  statistic: text,
  breakdown,
  points: listOf(
    object(
      { key: text, period: text, state: figureState, valueInForce },
      { comparedWith: text },
    ),
  ),
  vintages,
  breaks: {
    ...listOf(
      object(
        { key: text, period: text },
        { definitionVersion: integer, definition: text, notice, restatedIn: text },
      ),
    ),
    description:
      'Where its figures change their basis and cannot be compared with earlier ones.',
  },
  revisions: object({
    count: integer,
    revised: integer,
    mean: orNull(decimal),
    meanAbsolute: orNull(decimal),
  }),
});

const historyEvent = object(
  {
    position,
    revision: integer,
    eventId,
    type: text,
    publication: publicationRef,
    actor: text,
    correlationId: text,
    causationId: text,
    recordedAt: instant,
    schemaVersion: integer,
    leafHash: sha256,
  },
  {
    appearance: object(printed, { ...printedBeside, role, locator }),
    ...{ corrects: eventId, retracts: eventId, reason: text, note: text },
  },
);

const printedFigure = object(
  { key: text, figure, measureTitle: text, move, ...printFields },
  { kind: revisionKind, ...printOptions },
);

/** Answers about figures. */
export const FIGURE_SCHEMAS = {
  Figure: object({
    key: text,
    figure,
    measure: measureLine,
    ownership,
    clocks: object({
      publishedBy: instant,
      recordedBy: instant,
      datedWithin: listOf(datedWithin),
    }),
    state: figureState,
    valueInForce,
    formerBases: listOf(print),
    chain: listOf(
      object(
        { ...printFields, publication: publicationRef, move, visibleFrom: instant },
        { ...printOptions, kind: revisionKind },
      ),
    ),
    appearances: integer,
    retracted: listOf(
      object(
        {
          ...printFields,
          publication: publicationRef,
          retraction: object({ eventId, recordedAt: instant, reason: text }),
        },
        printOptions,
      ),
    ),
  }),
  FigureHistory: object({
    key: text,
    recordedBy: instant,
    events: listOf(historyEvent),
    ...nextPage,
  }),
  FoundFigures: object({
    clocks,
    figures: listOf(
      object({
        key: text,
        figure,
        measureTitle: text,
        state: figureState,
        valueInForce,
        printed: listOf(print),
      }),
    ),
    ...nextPage,
  }),
  PrintedFigures: object({
    id: text,
    recordedBy: instant,
    figures: listOf(printedFigure),
    ...nextPage,
  }),
  Series: object({
    measure: measureLine,
    ownerships: listOf(registeredOwnership),
    clocks,
    breaks: listOf(measureVersion),
    lines: listOf(seriesLine),
    choices: object({
      areas: listOf(text),
      statistics: listOf(text),
      breakdowns: listOf(breakdown),
    }),
  }),
  ComparedFigure: object({
    key: text,
    figure,
    measureTitle: text,
    outcome: oneOf('agreeing', 'differing', 'only-in-a', 'only-in-b'),
    a: orNull(print),
    b: orNull(print),
    difference: orNull(decimal),
  }),
} as const satisfies Record<string, Schema>;
