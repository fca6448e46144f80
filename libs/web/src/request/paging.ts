import { PAGE_LIMIT_MAX, type AskedClocks, type AskedPage } from '@ledger/figures-read-models';
import {
  readNumber,
  readRecordedBy,
  readText,
  type QueryParameters,
} from './query-parameters.js';

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

/** Which page of a list is requested, and as the ledger knew the list when. */
export interface AskedList extends AskedPage, Pick<AskedClocks, 'recordedBy'> {}

/**
 * Reads the parameters of a list: its page and the recording clock.
 *
 * @throws {MalformedParameter}
 */
export function readList(query: QueryParameters): AskedList {
  return { ...readPaging(query), ...readRecordedBy(query) };
}
