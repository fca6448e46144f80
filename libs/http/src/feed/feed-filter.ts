import type { FeedFilter } from '@ledger/figures-application';
import { LEDGER_EVENT_TYPES } from '@ledger/figures-domain';
import { MalformedParameter, readText, type QueryParameters } from '@ledger/web';

/** The query parameters that choose among events. */
export const FEED_FILTERS = ['stream', 'types'] as const;

/**
 * The filter of a request for events.
 *
 * @throws {MalformedParameter} a type that no event has
 */
export function readFeedFilter(query: QueryParameters): FeedFilter {
  const stream = readText(query, 'stream');
  const types = readTypes(query);
  return {
    ...(stream === undefined ? {} : { stream }),
    ...(types === undefined ? {} : { types }),
  };
}

/** A misspelt type must not be answered with an empty page, as if it had no events. */
function readTypes(query: QueryParameters): readonly string[] | undefined {
  const text = readText(query, 'types');
  const types = text?.split(',').map((type) => type.trim());
  if (types === undefined || types.every(isKnown)) return types;
  const unknown = types.filter((type) => !isKnown(type)).join(',');
  throw new MalformedParameter(
    'types',
    unknown,
    `types of events, separated by commas: ${LEDGER_EVENT_TYPES.join(', ')}`,
  );
}

const KNOWN: ReadonlySet<string> = new Set(LEDGER_EVENT_TYPES);

function isKnown(type: string): boolean {
  return KNOWN.has(type);
}
