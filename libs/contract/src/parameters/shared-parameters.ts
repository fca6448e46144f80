import { clockParameter, integerParameter, textParameter, wordParameter } from './parameter.js';

/** The most items in a page of an answer. */
export const PAGE_LIMIT_MAX = 500;

/** The name and the parameter that every read of the views accepts. */
export const WAIT_FOR_PARAMETERS = {
  waitFor: integerParameter(
    { least: 0 },
    'A position that the answer has to reflect: read your own writes.',
  ),
};

/** The recording clock. */
export const RECORDED_BY_PARAMETERS = {
  recordedBy: clockParameter(
    'As this ledger knew it then: a year, month or day, counted to its end, or a moment. Where ' +
      'it is left out, or has not come yet, the answer holds for the last event it reflects and ' +
      'states when that was recorded. For a moment that has come the answer waits until all that ' +
      'was recorded by then is reflected, or is refused (`views-behind`); it is the same for ever.',
    '2024-09-05T13:00:00Z',
  ),
};

/** The two clocks. */
export const CLOCK_PARAMETERS = {
  publishedBy: clockParameter(
    'As the public could have seen it then: a year, month or day, to its end, or a moment. The ' +
      'end of today where it is left out or later than that; the answer states it.',
    '2024-09-05',
  ),
  ...RECORDED_BY_PARAMETERS,
};

/** The parameters of paged answers. */
export const PAGING_PARAMETERS = {
  limit: integerParameter({ least: 1, most: PAGE_LIMIT_MAX }, 'The most items in a page.'),
  cursor: textParameter('The `next` of the previous page, unchanged.'),
};

/** The parameters of every list: the recording clock and the page. */
export const LIST_PARAMETERS = { ...RECORDED_BY_PARAMETERS, ...PAGING_PARAMETERS };

/** The parameter of an answer that is also available as CSV. */
export const BOM_PARAMETERS = {
  bom: wordParameter(['true', 'false'], {
    description: 'Of CSV: begin with a byte order mark, by which spreadsheets know UTF-8.',
    default: 'false',
  }),
};

/**
 * The parameters of a paged answer that is also available as a table. CSV is complete,
 * regardless of its length, unless a page is requested.
 */
export const TABLE_PARAMETERS = { ...PAGING_PARAMETERS, ...BOM_PARAMETERS };
