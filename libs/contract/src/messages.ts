import Type, { type Static } from 'typebox';
import { datacontenttype, source, specversion } from './cloud-event.js';
import {
  anyText,
  boolean,
  eventId,
  eventPosition,
  figureKey,
  integer,
  publishedDate,
  sha256,
  text,
  word,
} from './formats.js';
import { REPORT } from './report.js';
import {
  constant,
  described,
  object,
  enumOf,
  orNull,
  textLike,
  type Fields,
} from './schema.js';
import { figure, printed, printedBeside } from './vocabulary.js';

/** The CloudEvents type of a report. */
export const REPORT_TYPE = 'FigureReported';

/** The CloudEvents type of a refusal. */
export const REFUSED_TYPE = 'ReportRefused';

/** The CloudEvents type of a value in force. */
export const CURRENT_TYPE = 'FigureInForce';

/** The pattern of the ids and sources that a report may have. */
export const ENVELOPE_NAME = '^[\\x21-\\x7e]{1,200}$';

const name = textLike(ENVELOPE_NAME, 'Printable ASCII without a space.');

/** A report in a CloudEvent; other CloudEvents attributes are allowed. */
export const REPORT_MESSAGE = Type.Unsafe<unknown>({
  description: 'A report in a CloudEvent.',
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'data'],
  properties: {
    specversion,
    id: name,
    source: described(name, 'Who sends it: the actor in the log.'),
    type: constant(REPORT_TYPE),
    datacontenttype,
    correlationid: described(name, 'The same for all reports of one release, if given.'),
    data: REPORT,
  },
});

const original = object({
  encoding: enumOf(['utf-8', 'base64']),
  content: anyText,
  bytes: integer,
  sha256,
  isWhole: described(boolean, 'False if only the beginning is repeated here.'),
});

/** The value of a refused message as it was received, cut short if it is long. */
export type OriginalValue = Static<typeof original>;

const refused = object({
  code: textLike('^[a-z0-9]+(-[a-z0-9]+)*$', "The refusal's stable word."),
  message: text,
  topic: text,
  partition: integer,
  offset: textLike('^\\d+$'),
  original: described(orNull(original), 'Null for a message without a value.'),
});

/** Why a message was refused, and what it contained. */
export type RefusedFacts = Static<typeof refused>;

/** A refused message with the reason. */
export const REFUSED_MESSAGE = envelopeOf(
  REFUSED_TYPE,
  'A message that was refused, with the reason.',
  { data: refused },
);

const current = object(
  {
    ...printed,
    key: figureKey,
    figure,
    publication: described(word, 'The publication that prints it so.'),
    publisher: word,
    published: publishedDate,
    eventId: described(eventId, 'The event that holds it.'),
    lastPublication: described(
      word,
      'The last publication, along publication time, that printed the figure at all.',
    ),
  },
  printedBeside,
);

/** The public value in force of a figure. */
export type CurrentFigure = Static<typeof current>;

/** A figure's value in force; a figure without one has a tombstone. */
export const CURRENT_MESSAGE = envelopeOf(CURRENT_TYPE, "A figure's value in force.", {
  data: current,
  position: eventPosition,
});

/** A message that is not an event of the log, in the same envelope. */
function envelopeOf<More extends Fields>(type: string, description: string, more: More) {
  const fields = object({
    specversion,
    id: text,
    source,
    type: constant(type),
    subject: text,
    datacontenttype,
    ...more,
  });
  return described(fields, description);
}
