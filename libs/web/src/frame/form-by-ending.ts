import { CSV_TYPE, JSON_TYPE } from '../route/media-type.js';
import { API } from '../route/api-path.js';

/** The parts of a Node request that content negotiation needs. */
export interface AskedForm {
  readonly url?: string | undefined;
  readonly headers: { accept?: string | undefined };
}

const FORMS: Readonly<Record<string, string>> = { csv: CSV_TYPE, json: JSON_TYPE };
const READS =
  'figures|series|publications|publishers|areas|measures|changes|findings|follow-ups|events';
const ENDING = new RegExp(`^(/${API})?(/(?:${READS})(?:/[^?]*)?)\\.(csv|json)(\\?|$)`);

/** A publication as a table is what it printed. */
const PUBLICATION = /^\/publications\/[^/]+$/;

/**
 * The address without the ending that chooses the form of the answer: `/figures.csv` is
 * `/figures` requested as CSV, so that a plain link works where no header can be set. The address
 * of a page with such an ending is that of the same data for programs.
 *
 * @returns the address to route by; the request's `Accept` then says what the ending said
 */
export function formByEnding(request: AskedForm): string {
  const { url = '/' } = request;
  const found = ENDING.exec(url);
  if (found === null) return url;
  const [whole, api, path = '', ending = '', query] = found;
  request.headers.accept = FORMS[ending];
  const isTable = api === undefined && ending === 'csv' && PUBLICATION.test(path);
  return `/${API}${path}${isTable ? '/figures' : ''}${query}${url.slice(whole.length)}`;
}
