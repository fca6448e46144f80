import { LEDGER_EVENT_TYPES, MARKERS, STATISTICS } from '@ledger/figures-domain';
import { PAGE_LIMIT_MAX } from '@ledger/figures-read-models';
import { PARAMETER_CHARACTERS_MAX } from '../request/query-parameters.js';

/** A query parameter as OpenAPI describes it. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
  readonly schema: object;
  readonly example?: string;
}

type Parameters = readonly Parameter[];

/** A parameter may not be empty: leave it out instead. */
const TEXT = { type: 'string', minLength: 1, maxLength: PARAMETER_CHARACTERS_MAX };

/** Describes a text parameter. */
export function textParameter(name: string, description: string, example?: string): Parameter {
  const shown = example === undefined ? {} : { example };
  return { name, required: false, description, schema: TEXT, ...shown };
}

/** The parameter that makes a read wait for a position. */
export const WAIT_FOR_PARAMETER: Parameter = {
  name: 'waitFor',
  required: false,
  description: 'A position that the answer has to reflect: read your own writes.',
  schema: { type: 'integer', minimum: 0 },
};

export const RECORDED_BY_PARAMETER = textParameter(
  'recordedBy',
  'As this ledger knew it then: a year, month or day, counted to its end, or a moment. Where it ' +
    'is left out, or has not come yet, the answer holds for the last event it reflects and ' +
    'states when that was recorded. For a moment that has come the answer waits until all that ' +
    'was recorded by then is reflected, or is refused (`views-behind`); it is the same for ever.',
  '2024-09-05T13:00:00Z',
);

/** The two clocks. */
export const CLOCK_PARAMETERS: Parameters = [
  textParameter(
    'publishedBy',
    'As the public could have seen it then: a year, month or day, to its end, or a moment. The ' +
      'end of today where it is left out or later than that; the answer states it.',
    '2024-09-05',
  ),
  RECORDED_BY_PARAMETER,
];

/** The parameters of paged answers. */
export const PAGING_PARAMETERS: Parameters = [
  {
    name: 'limit',
    required: false,
    description: 'The most items in a page.',
    schema: { type: 'integer', minimum: 1, maximum: PAGE_LIMIT_MAX },
  },
  textParameter('cursor', 'The `next` of the previous page, unchanged.'),
];

/** The query parameters of every list: the recording clock and the page. */
export const LIST_PARAMETERS: Parameters = [RECORDED_BY_PARAMETER, ...PAGING_PARAMETERS];

export const BOM_PARAMETER: Parameter = {
  name: 'bom',
  required: false,
  description: 'Of CSV: begin with a byte order mark, by which spreadsheets know UTF-8.',
  schema: { type: 'string', enum: ['true', 'false'], default: 'false' },
};

/**
 * The parameters of a paged answer that is also available as a table. CSV is complete,
 * regardless of its length, unless a page is requested.
 */
export const TABLE_PARAMETERS: Parameters = [...PAGING_PARAMETERS, BOM_PARAMETER];

/** The parameters that filter figures. */
export const SEARCH_PARAMETERS: Parameters = [
  textParameter('q', 'Words, or a printed number: who published 4,312?', '4,312'),
  textParameter('measure', 'A measure, and all below it.', 'recorded-crime'),
  textParameter('area', 'An area.', 'kent'),
  textParameter('period', 'A period in any form that has one meaning.', '2024-05'),
  textParameter('publication', 'A publication that printed it.'),
  {
    name: 'marker',
    required: false,
    description: 'A marker of the value in force.',
    schema: { type: 'string', enum: Object.keys(MARKERS) },
  },
];

/** The parameters that filter the figures of a measure. */
export const SERIES_PARAMETERS: Parameters = [
  textParameter('area', 'One area; a line for each where none is given.', 'kent'),
  {
    name: 'statistic',
    required: false,
    description: '`value` where none is given.',
    schema: { type: 'string', enum: [...STATISTICS] },
  },
  textParameter(
    'breakdown',
    'Exactly these dimensions; none by default.',
    'channel=101;sex=female',
  ),
  textParameter('comparedWith', 'Of changes and shares: what they compare with.'),
];

/** What consumers of the feed must know about embargoes. */
export const FEED_HOLDS_ALL =
  'The feed is the whole record, for programs that keep a copy of it: what a publication under ' +
  'embargo prints is in it from the moment it is recorded. `PublicationRegistered` tells with ' +
  '`isEmbargoed` that a publication is, and `PublicationReleased` that it is no longer. Let ' +
  'nobody have the feed who may not know before the release.';

/** What consumers that build their own views must know about event types. */
export const TYPES_ARE_OF_ARRIVAL =
  'The type of an event says what was decided when its report arrived, and reports arrive in any ' +
  'order: a paper of 2017 may be captured after one of 2024. A history is therefore never folded ' +
  'from types in order of position: keep what each appearance printed, and order it along ' +
  'publication time (the end of the day, month or year a publication is dated to, then its id; ' +
  'within one publication its own figure before a comparative, an exact number before a hedged ' +
  'one, the narrower rounding interval, then the line). `TranscriptionCorrected` replaces what ' +
  'an appearance says, because the ledger had read it wrongly; `AppearanceRetracted` takes one ' +
  'away, because it is not printed there. A program of fifty lines that ' +
  'does this stands in the project, in `libs/http/examples`.';

/** The parameters that filter events. */
export const FEED_PARAMETERS: Parameters = [
  textParameter('stream', 'Only events of this stream.', 'publication-kent-pdb-2024-09'),
  textParameter(
    'types',
    `Only events of these types, separated by commas: ${LEDGER_EVENT_TYPES.join(', ')}.`,
    'FigureRevised,FigureContradicted',
  ),
];
