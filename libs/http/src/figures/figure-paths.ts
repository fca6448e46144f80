import {
  CHECKS_PARAMETERS,
  CLOCK_PARAMETERS,
  LIST_PARAMETERS,
  type Describes,
  type Parameters,
  type SchemaName,
} from '@ledger/contract';
import type { AnswerJson } from '@ledger/figures-application';
import type {
  FigureAnswer,
  FigureHistory,
  HistoryEvent,
  ListedFindings,
} from '@ledger/figures-read-models';
import {
  ANSWER_HEADERS,
  API,
  commandResponses,
  NOT_MODIFIED,
  READ_ERRORS,
  readParameters,
  readResponses,
  refusalResponses,
  type CommandDescription,
  type ReadDescription,
} from '@ledger/web';

const KEY = {
  name: 'key',
  in: 'path',
  required: true,
  description: 'The key as it is written, slashes and all.',
  schema: { type: 'string' },
  example: 'recorded-crime.all/kent/2024-05',
};

/** The form of evidence packs. */
export const ZIP_TYPE = 'application/zip';

/** A page of a figure's events, with positions as text. */
export type HistoryAnswer = Omit<FigureHistory, 'events'> & {
  readonly events: readonly AnswerJson<HistoryEvent>[];
};

/**
 * The addresses that hold a figure's key. They are described by hand, because a key has slashes
 * in it: the server routes them by a star, which OpenAPI cannot say.
 */
export const FIGURE_PATHS = {
  [`/${API}/figures/{key}`]: {
    get: readAt<'Figure', FigureAnswer>({
      summary: 'A figure: its value in force, and its history along publication time.',
      description:
        'A figure that nobody has printed is refused (`unknown-figure`) where `recordedBy` is ' +
        'left out, and `unreported` by a moment that is named: whatever is captured later, that ' +
        'answer stays the same.',
      answers: { 'application/json': 'Figure' },
      parameters: CLOCK_PARAMETERS,
      refusals: ['malformed-figure-key', 'unknown-figure'],
    }),
  },
  [`/${API}/figures/{key}/history`]: {
    get: readAt<'FigureHistory', HistoryAnswer>({
      summary: 'Every event of a figure, as the log stores it.',
      answers: { 'application/json': 'FigureHistory' },
      parameters: LIST_PARAMETERS,
      refusals: ['malformed-cursor', 'malformed-figure-key', 'unknown-figure'],
    }),
  },
  [`/${API}/figures/{key}/evidence`]: {
    get: {
      tags: ['figures'],
      summary: 'The evidence pack of a figure: its answer, and proof of all that it rests on.',
      description:
        'A zip file that is checked without the ledger (`ledger evidence check`, or any program ' +
        'that follows its format page). It answers as far as the last checkpoint of the ' +
        'transparency log covers the log, up to `Ledger-Position`; the same question at the same ' +
        'checkpoint gives the same bytes. A ledger without a transparency log has none.',
      parameters: queryOf(CLOCK_PARAMETERS),
      responses: {
        200: {
          description: 'The pack.',
          headers: ANSWER_HEADERS,
          content: { [ZIP_TYPE]: { schema: { type: 'string', format: 'binary' } } },
        },
        304: NOT_MODIFIED,
        ...refusalResponses([
          ...READ_ERRORS,
          'evidence-not-ready',
          'malformed-figure-key',
          'unknown-figure',
          'unknown-route',
        ]),
      },
    },
  },
  [`/${API}/figures/{key}/findings`]: {
    get: readAt<'Findings', ListedFindings>({
      summary: 'All checks that a figure takes part in, and the findings about it.',
      answers: { 'application/json': 'Findings' },
      parameters: CHECKS_PARAMETERS,
      refusals: ['malformed-cursor', 'too-many-figures-to-check'],
    }),
  },
  [`/${API}/figures/{key}/used-in`]: {
    get: readAt<'Findings', ListedFindings>({
      summary: 'The checks in which other figures are recomputed from this one.',
      answers: { 'application/json': 'Findings' },
      parameters: CHECKS_PARAMETERS,
      refusals: ['malformed-cursor', 'too-many-figures-to-check'],
    }),
  },
  [`/${API}/figures/{key}/corrections`]: {
    post: commandAt('CorrectionDto', {
      summary: 'Corrects our own capture of an appearance; never a change of the figure.',
      refusals: ['malformed-decimal', 'malformed-figure-key', 'unknown-measure'],
      ofBody: [
        'appearance-retracted',
        'printed-does-not-say-value',
        'printed-hedges-otherwise',
        'printed-marker-missing',
        'printed-says-number',
        'unit-not-of-measure',
        'units-not-comparable',
        'unknown-appearance',
        'value-and-markers-disagree',
      ],
    }),
  },
  [`/${API}/figures/{key}/retractions`]: {
    post: commandAt('RetractionDto', {
      summary: 'Takes back a capture of ours: this figure is not printed there.',
      refusals: ['malformed-figure-key'],
      ofBody: ['appearance-retracted', 'publication-sealed', 'unknown-appearance'],
    }),
  },
};

/** Describes a read of a figure with the body that the controller answers with. */
function readAt<Name extends SchemaName, Body>(
  description: ReadDescription<Name> & Describes<Name, Body>,
): object {
  return {
    tags: ['figures'],
    summary: description.summary,
    parameters: queryOf(description.parameters),
    responses: readResponses(description),
  };
}

function queryOf(parameters: Parameters): readonly object[] {
  return [
    KEY,
    ...readParameters({ parameters }).map((parameter) => ({ ...parameter, in: 'query' })),
    { name: 'Ledger-Wait-For', in: 'header', required: false, schema: { type: 'string' } },
    { name: 'If-None-Match', in: 'header', required: false, schema: { type: 'string' } },
  ];
}

function commandAt(body: string, description: CommandDescription): object {
  return {
    tags: ['figures'],
    summary: description.summary,
    parameters: [
      KEY,
      { name: 'Ledger-Actor', in: 'header', required: false, schema: { type: 'string' } },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': { schema: { $ref: `#/components/schemas/${body}` } },
      },
    },
    responses: commandResponses(description),
  };
}
