import { carryProblem, POSITION_HEADER, type Problem, type TextAnswer } from '@ledger/web';
import type { FastifyReply } from 'fastify';
import { render } from './templates.js';

/** The media type of pages. */
export const PAGE_TYPE = 'text/html';

const PAGE_CONTENT_TYPE = `${PAGE_TYPE}; charset=utf-8`;

/**
 * Only the files that pages are served with run or are drawn, regardless of the content of a page:
 * no script or style stands in one, and nothing is loaded from other origins.
 */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
} as const;

/**
 * A page, rendered.
 *
 * @param content what its template shows
 * @param position the position of the log that it reflects
 */
export function pageOf(template: string, content: object, position: number): TextAnswer {
  const body = render(template, content);
  return { type: PAGE_CONTENT_TYPE, body, position, headers: PAGE_HEADERS };
}

/** Sends a page that says why another one cannot be shown. */
export function sendErrorPage(reply: FastifyReply, problem: Problem): void {
  carryProblem(reply, problem);
  void reply
    .headers(PAGE_HEADERS)
    .header('content-type', PAGE_CONTENT_TYPE)
    .send(render('problem', { problem }));
}

/** Sends a page from a handler that writes its own answer. */
export function sendPage(reply: FastifyReply, { type, body, position }: TextAnswer): void {
  void reply
    .headers(PAGE_HEADERS)
    .header('content-type', type)
    .header('cache-control', 'no-store')
    .header(POSITION_HEADER, position ?? 0)
    .send(body);
}
