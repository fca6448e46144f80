import { PAGE_LIMIT_MAX, type AskedPage } from '@ledger/figures-read-models';
import { readNumber, readText, type QueryParameters } from './query-parameters.js';

/** The query parameters of whatever is answered page by page. */
export const PAGING = ['limit', 'cursor'] as const;

/**
 * Which page is asked for.
 *
 * @throws {MalformedParameter}
 */
export function readPaging(query: QueryParameters): AskedPage {
  const limit = readNumber(query, 'limit', { least: 1, most: PAGE_LIMIT_MAX });
  const cursor = readText(query, 'cursor');
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}
