import { PAGE_LIMIT_MAX, type AskedClocks, type AskedPage } from '@ledger/figures-read-models';
import {
  readNumber,
  readRecordedBy,
  readText,
  type QueryParameters,
} from './query-parameters.js';

/** The query parameters of every paged answer. */
export const PAGING = ['limit', 'cursor'] as const;

/**
 * Reads which page of a table is requested, or the batch size if all of it is.
 *
 * @throws {MalformedParameter}
 */
export function readTablePaging(query: QueryParameters): AskedPage {
  const paging = readPaging(query);
  // A table that is sent whole does not show its pages: larger pages mean fewer reads.
  return Object.keys(paging).length === 0 ? { limit: PAGE_LIMIT_MAX } : paging;
}

/**
 * Reads which page is requested.
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
