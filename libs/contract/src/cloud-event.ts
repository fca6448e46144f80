import type { LedgerEvent } from '@ledger/figures-domain';
import Type, { type Static, type TSchema } from 'typebox';
import { anyText, count, eventId, eventPosition, instant, integer, text } from './formats.js';
import { EVENT_FACTS } from './events/event-facts.js';
import { constant, described, object } from './schema.js';

/** The version of CloudEvents. */
export const specversion = constant('1.0');

/** The content type of the data of every CloudEvent of this ledger. */
export const datacontenttype = constant('application/json');

/** The ledger that an event comes from. */
export const source = described(text, 'URI reference of the ledger.');

function cloudEventOf<Type extends TSchema, Data extends TSchema>(type: Type, data: Data) {
  return object({
    specversion,
    id: eventId,
    source,
    type,
    subject: described(text, 'The stream.'),
    time: instant,
    datacontenttype,
    data,
    position: eventPosition,
    revision: described(integer, 'Revision of its stream.'),
    schemaversion: count,
    actor: text,
    correlationid: text,
    causationid: text,
  });
}

/** Any event as a CloudEvent. */
export const CLOUD_EVENT = cloudEventOf(anyText, Type.Unsafe<unknown>({ type: 'object' }));

/** An event as a CloudEvent, whatever its type. */
export type CloudEvent = Static<typeof CLOUD_EVENT>;

/** The CloudEvent schema of an event type, with a description. */
export function eventSchema(type: LedgerEvent['type']): TSchema {
  const { description, ...facts } = EVENT_FACTS[type];
  return described(cloudEventOf(constant(type), facts), description);
}
