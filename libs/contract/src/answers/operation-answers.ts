import Type, { type TSchema } from 'typebox';
import { CLOUD_EVENT } from '../cloud-event.js';
import { anyText, boolean, eventId, integer, position } from '../formats.js';
import { listOf, object, enumOf } from '../schema.js';

const someObject = Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object' });

const problemType = object({ code: anyText, status: integer, type: anyText, title: anyText });

/** A document that is described elsewhere, by the fields it must have. */
function documentWith(...required: readonly string[]): TSchema {
  return Type.Unsafe<object>({ type: 'object', required });
}

/** Answers to commands, of the feed, and about the interface itself. */
export const OPERATION_ANSWERS = {
  Problem: object(
    {
      type: anyText,
      title: anyText,
      status: integer,
      detail: anyText,
      code: anyText,
      correlationId: anyText,
    },
    { facts: someObject },
  ),
  ProblemType: problemType,
  ProblemTypes: listOf(problemType),
  CommandAnswer: object({ changed: boolean, position }, { eventId }),
  Feed: object({ events: listOf(CLOUD_EVENT), next: position, head: position }),
  Health: object({ status: enumOf(['well']), checks: listOf(anyText) }),
  OpenApi: documentWith('openapi', 'info', 'paths'),
  AsyncApi: documentWith('asyncapi', 'channels', 'operations'),
  TableMetadata: documentWith('@context', 'tableSchema'),
  Text: anyText,
} as const satisfies Readonly<Record<string, TSchema>>;
