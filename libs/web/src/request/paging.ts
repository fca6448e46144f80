import { PAGE_LIMIT_MAX, type AskedPage } from '@ledger/figures-read-models';
import { readNumber, readText, type QueryParameters } from './query-parameters.js';

/** The query parameters of whatever is answered page by page. */
export const PAGING = ['limit', 'cursor'] as const;

/**
 * Which page of a table is asked for, or how many rows are read at a time if it is to be whole.
 *
 * @throws {MalformedParameter}
 */
export function readTablePaging(query: QueryParameters): AskedPage {
  const paging = readPaging(query);
  // Nobody sees the pages of a table that is sent whole: the larger, the fewer.
  return Object.keys(paging).length === 0 ? { limit: PAGE_LIMIT_MAX } : paging;
}

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
