import { MOVE_DIRECTIONS } from '@ledger/figures-domain';
import type { TSchema } from 'typebox';
import {
  anyText,
  decimal,
  eventId,
  boolean,
  instant,
  position,
  sha256,
  integer,
} from '../formats.js';
import { described, listOf, object, enumOf, orNull } from '../schema.js';
import {
  breakdown,
  change,
  figure,
  figureState,
  locator,
  measureKind,
  move,
  moveKind,
  nextPage,
  polarity,
  printed,
  printedBeside,
  revisionKind,
  role,
  valueType,
} from '../vocabulary.js';
import { seen } from './seen.js';

const publicationFields = {
  id: anyText,
  title: anyText,
  publisher: anyText,
  published: anyText,
};
const publicationRef = object(publicationFields);
const printFields = { ...printed, role, locator, eventId, recordedAt: instant };
const printOptions = {
  ...printedBeside,
  change,
  note: anyText,
  firstCapture: object(printed, printedBeside),
};
/** One printed appearance, with its publication. */
export const print = object({ ...printFields, publication: publicationRef }, printOptions);
const noticed = object({ publication: anyText }, { line: integer });
const since = { publication: anyText, published: anyText, eventId };
const valueInForce = orNull(
  object(
    {
      ...printFields,
      publication: publicationRef,
      since: described(
        object({ ...since, ...printed }, printedBeside),
        'Since when the value stands, and how it was printed then: it may have had fewer digits.',
      ),
      textSince: described(object(since), 'Since when it is printed as it is shown.'),
    },
    { ...printOptions, definitionVersion: integer, notice: noticed },
  ),
);
const clocks = object({ publishedBy: instant, recordedBy: instant });
const datedWithin = object({ publication: anyText, published: anyText, visibleFrom: instant });
const versionFields = { version: integer, definition: anyText };
const versionOptions = { validFrom: anyText, breaks: boolean, notice: noticed };

/** One version of what a measure counts. */
export const measureVersion = object(versionFields, versionOptions);

/** A measure where figures refer to it. */
export const measureLine = object({
  code: anyText,
  title: anyText,
  units: listOf(anyText),
  valueType,
  kind: measureKind,
  polarity,
  owner: anyText,
  definitionVersion: integer,
});

const part = { measures: anyText, area: anyText, source: anyText, from: anyText };
/** Who owns a figure, and by which registration. */
const ownership = object({ owner: anyText }, part);
/** Who owns which part of the figures, from when on. */
export const registeredOwnership = object({ owner: anyText }, { ...part, reason: anyText });

const vintages = object({
  columns: listOf(object({ ...publicationFields, visibleFrom: instant })),
  rows: listOf(
    object({
      key: anyText,
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
  area: anyText,
  statistic: anyText,
  breakdown,
  points: listOf(
    object(
      { key: anyText, period: anyText, state: figureState, valueInForce },
      { comparedWith: anyText },
    ),
  ),
  vintages,
  breaks: described(
    listOf(
      object(
        { key: anyText, period: anyText },
        {
          definitionVersion: integer,
          definition: anyText,
          notice: noticed,
          restatedIn: anyText,
        },
      ),
    ),
    'Where its figures change their basis and cannot be compared with earlier ones.',
  ),
  revisions: object({
    count: integer,
    revised: integer,
    mean: orNull(decimal),
    meanAbsolute: orNull(decimal),
    relative: described(
      orNull(decimal),
      'The sum of their sizes over that of the values in force.',
    ),
    range: orNull(object({ least: decimal, most: decimal })),
    bias: described(
      object({
        sample: integer,
        verdict: enumOf(['biased', 'no-bias-shown', 'too-few']),
        standardError: orNull(decimal),
        t: orNull(decimal),
        lags: orNull(integer),
      }),
      'Whether their mean differs from zero, at 5%, by a Newey-West standard error.',
    ),
    news: described(
      object({
        sample: integer,
        verdict: enumOf(['news', 'noise', 'undecided', 'too-few']),
      }),
      'Whether revisions depend on the first number or on the one in force; from ten vintages.',
    ),
  }),
});

const historyEvent = object(
  {
    position,
    eventId,
    type: anyText,
    publication: publicationRef,
    actor: anyText,
    correlationId: anyText,
    causationId: anyText,
    recordedAt: instant,
    schemaVersion: integer,
    leafHash: sha256,
  },
  {
    appearance: object(printed, { ...printedBeside, role, locator }),
    ...{ corrects: eventId, retracts: eventId, reason: anyText, note: anyText },
  },
);

const printedFigure = object(
  { key: anyText, figure, measureTitle: anyText, move, ...printFields },
  { kind: revisionKind, ...printOptions },
);

const changeFields = {
  kind: moveKind,
  announced: described(
    orNull(boolean),
    'Whether the publication said that it changes the value; null where it changes none.',
  ),
  key: anyText,
  figure,
  measureTitle: anyText,
  publication: described(
    publicationRef,
    'The one that moved the figure, or whose page we had captured wrongly.',
  ),
  visibleFrom: instant,
  before: described(orNull(print), 'The print with the value before.'),
  after: described(print, 'The print that made the move.'),
  size: described(
    orNull(object({ absolute: decimal, unit: anyText, relative: orNull(decimal) })),
    'Of values that differ: the value after less the one before, in the unit of the value before ' +
      '(percentage points for percentages), and in per cent of the value before.',
  ),
  direction: described(enumOf(MOVE_DIRECTIONS), 'By the polarity of the measure.'),
  ageDays: described(orNull(integer), 'How long the value before had stood.'),
  eventId: described(eventId, 'The event that made the move.'),
};

const changed = object(changeFields, {
  revision: described(revisionKind, 'Of a revision: how it was made known.'),
});

/** Answers about figures. */
export const FIGURE_ANSWERS = {
  Figure: object(
    {
      key: anyText,
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
            retraction: object({ eventId, recordedAt: instant, reason: anyText }),
          },
          printOptions,
        ),
      ),
    },
    { seen },
  ),
  FigureHistory: object({
    key: anyText,
    recordedBy: instant,
    events: listOf(historyEvent),
    ...nextPage,
  }),
  FoundFigures: object({
    clocks,
    figures: listOf(
      object({
        key: anyText,
        figure,
        measureTitle: anyText,
        state: figureState,
        valueInForce,
        printed: listOf(print),
      }),
    ),
    ...nextPage,
  }),
  PrintedFigures: object({
    id: anyText,
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
      areas: listOf(anyText),
      statistics: listOf(anyText),
      breakdowns: listOf(breakdown),
    }),
  }),
  ListedChanges: object({ clocks, changes: listOf(changed), ...nextPage }),
} as const satisfies Readonly<Record<string, TSchema>>;
