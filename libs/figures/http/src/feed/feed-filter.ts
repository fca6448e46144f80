import type { FeedFilter } from '@ledger/figures-application';
import { readText, type QueryParameters } from '../request/query-parameters.js';

/** The query parameters that choose among events. */
export const FEED_FILTERS = ['stream', 'types'] as const;

/**
 * Which events a caller wants.
 *
 * @throws {MalformedParameter}
 */
export function readFeedFilter(query: QueryParameters): FeedFilter {
  const stream = readText(query, 'stream');
  const types = readText(query, 'types');
  return {
    ...(stream === undefined ? {} : { stream }),
    ...(types === undefined ? {} : { types: types.split(',').map((type) => type.trim()) }),
  };
}
