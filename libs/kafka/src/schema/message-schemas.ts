import type { CloudEvent } from '@ledger/figures-application';
import { type LedgerEvent } from '@ledger/figures-domain';
import { CURRENT_TYPE, type CurrentFigure } from '../out/current-messages.js';
import { REPORT_TYPE } from '@ledger/intake';
import { REFUSED_TYPE, type OriginalValue, type RefusedFacts } from '../out/refused-message.js';
import { EVENT_FACTS } from './event-schemas.js';
import {
  described,
  objectOf,
  oneOfWords,
  orNull,
  textLike,
  type JsonSchema,
} from './json-schema.js';
import { REPORT_SCHEMA } from './report-schema.js';
import {
  figure,
  figureKey,
  boolean,
  instant,
  position,
  printedBeside,
  printedFields,
  publishedDate,
  sha256,
  text,
  uuid,
  integer,
  word,
} from './words.js';

/** Ids and sources as the bridge takes them. */
const name = textLike('^[\\x21-\\x7e]{1,200}$', 'Printable ASCII without a space.');
const source = described(text, 'URI reference of the ledger.');
const specversion: JsonSchema = { type: 'string', const: '1.0' };
const datacontenttype: JsonSchema = { type: 'string', const: 'application/json' };

function typed(type: string): JsonSchema {
  return { type: 'string', const: type };
}

/** A message of `ledger.reports.v1`; other attributes of CloudEvents are let through. */
export const REPORT_MESSAGE: JsonSchema = {
  description: 'A report in a CloudEvent.',
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'data'],
  properties: {
    specversion,
    id: name,
    source: described(name, 'Who sends it: the actor in the record.'),
    type: typed(REPORT_TYPE),
    datacontenttype,
    correlationid: described(
      name,
      'The same for all reports of one release, where it is told.',
    ),
    data: REPORT_SCHEMA,
  },
};

const original = objectOf<OriginalValue>({
  encoding: oneOfWords(['utf-8', 'base64']),
  content: { type: 'string' },
  bytes: integer,
  sha256,
  isWhole: described(boolean, 'False if only the beginning is repeated here.'),
});

/** A message of `ledger.reports.refused.v1`. */
export const REFUSED_MESSAGE: JsonSchema = envelope(
  REFUSED_TYPE,
  'A message that was refused, with the reason.',
  objectOf<RefusedFacts>({
    code: textLike('^[a-z0-9]+(-[a-z0-9]+)*$', "The refusal's stable word."),
    message: text,
    topic: text,
    partition: integer,
    offset: textLike('^\\d+$'),
    original: orNull(original),
  }),
);

/** A message of `ledger.events.v1` with an event of that type. */
export function eventMessageSchema(type: LedgerEvent['type']): JsonSchema {
  const { description, ...facts } = EVENT_FACTS[type];
  const event = objectOf<CloudEvent>({
    specversion,
    id: uuid,
    source,
    type: typed(type),
    subject: described(text, 'The stream.'),
    time: instant,
    datacontenttype,
    data: facts,
    position,
    revision: described(integer, 'Place in its stream.'),
    schemaversion: { type: 'integer', minimum: 1 },
    actor: text,
    correlationid: text,
    causationid: text,
  });
  return { description, ...event };
}

/** A message of `ledger.figures.current.v1` that is no tombstone. */
export const CURRENT_MESSAGE: JsonSchema = envelope(
  CURRENT_TYPE,
  "A figure's value in force.",
  objectOf<CurrentFigure>(
    {
      ...printedFields,
      key: figureKey,
      figure,
      publication: word,
      publisher: word,
      published: publishedDate,
      eventId: uuid,
      lastPublication: word,
    },
    printedBeside,
  ),
  { position },
);

/** What is no event of the record, in the envelope all the same. */
function envelope(
  type: string,
  description: string,
  data: JsonSchema,
  more: Readonly<Record<string, JsonSchema>> = {},
): JsonSchema {
  const properties = {
    specversion,
    id: text,
    source,
    type: typed(type),
    subject: text,
    datacontenttype,
    data,
    ...more,
  };
  return {
    description,
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  };
}
